#include "hook.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fail.h"
#include "seccomp.h"

enum { STDIN, STDOUT, STDERR, DEATH, WATCHED };
enum { NSEC_PER_SEC = 1000000000, USEC_PER_SEC = 1000000, PATIENCE_FOR_EOF = 2 * USEC_PER_SEC };

static long nsec_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NSEC_PER_SEC + now.tv_nsec;
}

static void set_environment(const struct options *options)
{
    clearenv();
    setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
    for (int i = 0; i < options->env.count; i++)
        putenv((char *)options->env.items[i]);
}

static void exec_hook(const struct options *options, int pipes[3][2])
{
    if (dup2(pipes[STDIN][0], 0) < 0 || dup2(pipes[STDOUT][1], 1) < 0 || dup2(pipes[STDERR][1], 2) < 0)
        fail("dup2");
    signal(SIGPIPE, SIG_DFL);
    sigset_t signals;
    options->block_signals ? sigfillset(&signals) : sigemptyset(&signals);
    sigprocmask(SIG_SETMASK, &signals, NULL);
    struct rlimit limit = {(rlim_t)options->rlimit_nofile, (rlim_t)options->rlimit_nofile};
    if (options->rlimit_nofile != NOT_GIVEN && setrlimit(RLIMIT_NOFILE, &limit) < 0)
        fail("RLIMIT_NOFILE");
    umask(options->umask == NOT_GIVEN ? 022 : (mode_t)options->umask);
    if (chdir(options->bundle) < 0)
        fail("%s", options->bundle);

    const char *arguments[LIST_MAX + 2] = {options->hook};
    memcpy(arguments + 1, options->hook_args.items, sizeof(char *) * (size_t)options->hook_args.count);
    set_environment(options);
    if (options->hook_seccomp != NULL)
        fail_call(options->hook_seccomp);
    execv(options->hook, (char **)arguments);
    fail("%s", options->hook);
}

static void close_watched(struct pollfd *watched)
{
    close(watched->fd);
    watched->fd = -1;
}

static void feed(struct pollfd *watched, const struct bytes *state, size_t *written, bool stays_open)
{
    ssize_t count = write(watched->fd, state->data + *written, state->length - *written);
    if (count > 0)
        *written += (size_t)count;
    if (count < 0 && errno != EAGAIN)
        close_watched(watched);
    else if (*written == state->length)
        stays_open ? (void)(watched->events = 0) : close_watched(watched);
}

static void drain(struct pollfd *watched, char *text)
{
    char rest[65536];
    size_t used = strlen(text);
    ssize_t count = read(watched->fd, rest, sizeof rest);
    if (count <= 0) {
        close_watched(watched);
        return;
    }
    size_t kept = (size_t)count < sizeof rest - 1 - used ? (size_t)count : sizeof rest - 1 - used;
    memcpy(text + used, rest, kept);
    text[used + kept] = '\0';
}

/* A deadline in microseconds after the start; it passes once. */
static bool passed(long *deadline, long now)
{
    if (*deadline == NOT_GIVEN || now < *deadline)
        return false;
    *deadline = NOT_GIVEN;
    return true;
}

static void watch(const struct options *options, pid_t init, pid_t hook, const struct bytes *state, struct pollfd *watched,
                  struct hook_result *result)
{
    long kill_at = options->kill_hook_after, init_dies_at = options->init_dies, end = NOT_GIVEN;
    long timeout_at = options->hook_timeout * USEC_PER_SEC;
    size_t written = 0;
    while (watched[DEATH].fd >= 0 || watched[STDOUT].fd >= 0 || watched[STDERR].fd >= 0) {
        bool precise = kill_at != NOT_GIVEN || init_dies_at != NOT_GIVEN;
        struct timespec step = {0, precise ? 20000 : 20000000};
        ppoll(watched, WATCHED, &step, NULL);
        long elapsed = nsec_now() - result->started, now = elapsed / 1000;
        if (passed(&init_dies_at, now))
            kill(init, SIGKILL);
        if (watched[DEATH].fd >= 0 && (passed(&kill_at, now) || passed(&timeout_at, now)))
            kill(hook, SIGKILL);
        if (watched[STDIN].revents != 0)
            feed(&watched[STDIN], state, &written, options->stdin_open);
        if (watched[STDOUT].revents != 0)
            drain(&watched[STDOUT], result->out);
        if (watched[STDERR].revents != 0)
            drain(&watched[STDERR], result->err);
        if (watched[DEATH].revents != 0) {
            close_watched(&watched[DEATH]);
            result->nsec = elapsed;
            end = now + PATIENCE_FOR_EOF;
        }
        if (passed(&end, now))
            break;
    }
    if (init_dies_at != NOT_GIVEN)
        kill(init, SIGKILL);
    result->end_of_file = watched[STDOUT].fd < 0 && watched[STDERR].fd < 0;
}

void run_hook(const struct options *options, pid_t init, const struct bytes *state, struct hook_result *result)
{
    int pipes[3][2], status;
    memset(result, 0, sizeof *result);
    for (int i = 0; i < 3; i++) {
        if (pipe2(pipes[i], O_CLOEXEC) < 0)
            fail("pipe2");
    }
    fcntl(pipes[STDIN][1], F_SETFL, O_NONBLOCK);
    pid_t hook = fork();
    if (hook == 0)
        exec_hook(options, pipes);
    result->started = nsec_now();
    /* clang-format off */
    struct pollfd watched[WATCHED] = {{pipes[STDIN][1], POLLOUT, 0}, {pipes[STDOUT][0], POLLIN, 0},
                                      {pipes[STDERR][0], POLLIN, 0}, {(int)syscall(SYS_pidfd_open, hook, 0), POLLIN, 0}};
    /* clang-format on */
    close(pipes[STDIN][0]);
    close(pipes[STDOUT][1]);
    close(pipes[STDERR][1]);
    watch(options, init, hook, state, watched, result);
    for (int i = 0; i < WATCHED; i++) {
        if (watched[i].fd >= 0)
            close(watched[i].fd);
    }
    struct rusage usage;
    if (wait4(hook, &status, 0, &usage) != hook)
        fail("wait4");
    result->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    result->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result->maxrss_kb = usage.ru_maxrss;
}
