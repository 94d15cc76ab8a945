/* What a runtime, or whoever started it, may have left the hook with, put right before .NET starts. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "precreate.h"

enum { FIRST = 101, STANDARD_STREAMS = 3, STACK_OF_HANDLER = 16 << 10 };

static const char cannot_start[] =
    "oci-idmap-hook: .NET's runtime, which this hook is built with, cannot start or go on: there is too little memory, "
    "address space or stack (ulimit -v, -d and -s of the container's runtime); raise these limits\n";

int __real_sigaction(int number, const struct sigaction *action, struct sigaction *before);

/* Main ends the process by _exit: whoever comes here has given up. */
static void __attribute__((destructor)) say_why(void)
{
    (void)!write(STDERR_FILENO, cannot_start, sizeof cannot_start - 1);
    _exit(precreate_is_answered ? 0 : 1);
}

static void say_why_on_signal(int number)
{
    (void)number;
    say_why();
}

/* A stack that cannot grow leaves no room for a handler, so that it has one of its own. */
static char stack[STACK_OF_HANDLER];

static void watch_for_the_end(void)
{
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    struct sigaction action = {.sa_handler = say_why_on_signal, .sa_flags = SA_ONSTACK};
    __real_sigaction(SIGSEGV, &action, NULL);
    __real_sigaction(SIGBUS, &action, NULL);
    __real_sigaction(SIGABRT, &action, NULL);
}

/* .NET's own handler hands on what is not its own to the one before, if there is a stack to run on. */
int __wrap_sigaction(int number, const struct sigaction *action, struct sigaction *before)
{
    if (number != SIGSEGV || action == NULL)
        return __real_sigaction(number, action, before);
    struct sigaction on_own_stack = *action;
    on_own_stack.sa_flags |= SA_ONSTACK;
    return __real_sigaction(number, &on_own_stack, before);
}

/* A file that is opened while one of them is missing would become standard input, output or error. */
static void open_missing_streams(void)
{
    struct pollfd streams[STANDARD_STREAMS] = {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}};
    if (poll(streams, STANDARD_STREAMS, 0) <= 0)
        return;
    for (int i = 0; i < STANDARD_STREAMS; i++) {
        if ((streams[i].revents & POLLNVAL) != 0 && open("/dev/null", O_RDWR) < 0)
            (void)!open("/", O_PATH);
    }
}

static void __attribute__((constructor(FIRST))) prepare(void)
{
    open_missing_streams();
    /* Empty texts by now (entry.c). The runtime asks for a hundred variables, and would look for each among all of them. */
    clearenv();
    /* RLIMIT_FSIZE: a record or a line that cannot be written must not kill. Then the write says so (EFBIG). */
    __real_sigaction(SIGXFSZ, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    watch_for_the_end();
}
