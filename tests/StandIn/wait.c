#include "wait.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "fail.h"

struct call {
    long number;
    long arguments[6];
    long expected;
};

static struct timespec timeout;
static char received[2];

static struct timespec *timeout_of(const struct options *options)
{
    timeout = (struct timespec){options->wait_ms / 1000, options->wait_ms % 1000 * 1000000};
    return options->wait_ms == 0 ? NULL : &timeout;
}

static int watched(const struct options *options, const struct meeting *meeting)
{
    return options->wait_ms == 0 ? meeting->go[0] : meeting->quiet[0];
}

static struct call read_call(const struct options *options, const struct meeting *meeting)
{
    return (struct call){SYS_read, {watched(options, meeting), (long)received, 1}, 1};
}

static struct call futex_call(const struct options *options, const struct meeting *meeting)
{
    bool times_out = options->wait_ms != 0;
    long word = (long)(times_out ? &meeting->page->unused : &meeting->page->go);
    return (struct call){SYS_futex, {word, FUTEX_WAIT, 0, (long)timeout_of(options)}, times_out ? -ETIMEDOUT : 0};
}

static struct call poll_call(const struct options *options, const struct meeting *meeting)
{
    static struct pollfd fd;
    fd = (struct pollfd){watched(options, meeting), POLLIN, 0};
    bool times_out = options->wait_ms != 0;
#ifdef SYS_poll
    return (struct call){SYS_poll, {(long)&fd, 1, times_out ? options->wait_ms : -1}, times_out ? 0 : 1};
#else
    return (struct call){SYS_ppoll, {(long)&fd, 1, (long)timeout_of(options)}, times_out ? 0 : 1};
#endif
}

static struct call epoll_call(const struct options *options, const struct meeting *meeting)
{
    static struct epoll_event event = {.events = EPOLLIN};
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, watched(options, meeting), &event) < 0)
        fail("epoll");
    bool times_out = options->wait_ms != 0;
    return (struct call){SYS_epoll_pwait, {epoll, (long)&event, 1, times_out ? options->wait_ms : -1, 0, 8}, times_out ? 0 : 1};
}

static struct call nanosleep_call(const struct options *options, const struct meeting *meeting)
{
    (void)meeting;
    return (struct call){SYS_clock_nanosleep, {CLOCK_MONOTONIC, 0, (long)timeout_of(options), 0}, 0};
}

static const struct wait_kind {
    const char *name;
    struct call (*call)(const struct options *, const struct meeting *);
} kinds[] = {
    {"read", read_call}, {"futex", futex_call}, {"poll", poll_call}, {"epoll", epoll_call}, {"nanosleep", nanosleep_call},
};

static const struct wait_kind *kind_of(const struct options *options)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, options->wait) == 0)
            return &kinds[i];
    }
    errno = 0;
    fail("--wait: unknown: %s", options->wait);
}

static bool spins(const struct options *options)
{
    return strcmp(options->wait, "spin") == 0;
}

struct meeting make_meeting(void)
{
    struct meeting meeting;
    meeting.page = mmap(NULL, sizeof *meeting.page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (meeting.page == MAP_FAILED || pipe2(meeting.go, O_CLOEXEC) < 0 || pipe2(meeting.quiet, O_CLOEXEC) < 0)
        fail("cannot set up the meeting of the stand-in and its init");
    return meeting;
}

static long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wait_in_call(const struct call *call, struct wait_result *result)
{
    struct register_record record;
    result->expected = call->expected;
    while ((result->returned = checked_syscall(call->number, call->arguments, &record)) == -EINTR) {
        result->interrupted++;
        describe_after_syscall(&record, call->arguments, result->registers, sizeof result->registers);
        if (strcmp(result->registers, "intact") != 0)
            return;
    }
    describe_after_syscall(&record, call->arguments, result->registers, sizeof result->registers);
}

struct wait_result wait_for_parent(const struct options *options, const struct meeting *meeting)
{
    struct wait_result result = {0};
    long start = milliseconds_now();
    if (spins(options)) {
        struct register_record record;
        checked_spin(meeting->page, &record);
        describe_after_spin(&record, meeting->page, result.registers, sizeof result.registers);
    } else {
        struct call call = kind_of(options)->call(options, meeting);
        wait_in_call(&call, &result);
    }
    result.elapsed_ms = milliseconds_now() - start;
    if (options->wait_ms != 0 && read(meeting->go[0], received, 1) != 1)
        fail("the init was never released");
    return result;
}

static bool waits(pid_t init, long number)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/syscall", init);
    FILE *file = fopen(path, "re");
    bool there = file != NULL && fgets(line, sizeof line, file) != NULL;
    if (file != NULL)
        fclose(file);
    char *end;
    return there && strtol(line, &end, 10) == number && end != line;
}

void wait_until_init_waits(const struct options *options, const struct meeting *meeting, pid_t init)
{
    long number = spins(options) ? 0 : kind_of(options)->call(options, meeting).number;
    for (int tries = 0; tries < 50000; tries++) {
        if (spins(options) ? __atomic_load_n(&meeting->page->rounds, __ATOMIC_RELAXED) != 0 : waits(init, number))
            return;
        usleep(100);
    }
    fail("the init never came to its wait");
}

void release_init(const struct meeting *meeting)
{
    __atomic_store_n(&meeting->page->go, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, &meeting->page->go, FUTEX_WAKE, 1, NULL, NULL, 0);
    if (write(meeting->go[1], "gg", 2) != 2)
        fail("cannot release the init");
}
