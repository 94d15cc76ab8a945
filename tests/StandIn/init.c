#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "facts.h"
#include "fail.h"
#include "maps.h"
#include "mounts.h"
#include "pins.h"
#include "seccomp.h"

static void *sleep_for_ever(void *unused)
{
    (void)unused;
    for (;;)
        pause();
    return NULL;
}

static void start_threads(long count)
{
    pthread_t thread;
    for (long i = 0; i < count; i++) {
        if ((errno = pthread_create(&thread, NULL, sleep_for_ever, NULL)) != 0)
            fail("pthread_create");
    }
}

/* As a runtime does it: into the user namespace first, so that the mount namespace belongs to it. */
static void join_user_namespace(const struct options *options)
{
    int fd = open(options->join_userns, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || setns(fd, CLONE_NEWUSER) < 0)
        fail("cannot join %s", options->join_userns);
    close(fd);
    if (!options->same_mntns && unshare(CLONE_NEWNS) < 0)
        fail("unshare");
}

static void become_container_root(const struct options *options)
{
    if (!options->no_userns && (setgroups(0, NULL) < 0 || setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0))
        fail("cannot become the container's root");
    /* After the change of ids, which resets both. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || prctl(PR_SET_DUMPABLE, options->dumpable) < 0)
        fail("prctl");
}

static void expect_byte(int channel)
{
    char byte;
    if (read(channel, &byte, 1) != 1)
        _exit(STAND_IN_FAILED); /* the other side is gone and has said why */
}

static void run_init(const struct options *options, const struct meeting *meeting, int channel)
{
    static struct pins pins;
    expect_byte(channel);
    if (options->join_userns != NULL)
        join_user_namespace(options);
    become_container_root(options);
    if (!options->same_mntns)
        make_container_mounts(options);
    open_pins(options, &pins);
    start_threads(options->threads);
    if (options->init_seccomp != NULL)
        fail_injected_call(options->init_seccomp);
    if (write(channel, "r", 1) != 1)
        fail("the stand-in is gone");

    struct wait_result wait = wait_for_parent(options, meeting);
    report_references(options, &pins, &wait);
    finish_mounts(options, &pins);
    pivot(options, &pins);
    report_container(options, &pins);
    fflush(stdout);
    if (options->command[0] != NULL) {
        execvp(options->command[0], options->command);
        fail("%s", options->command[0]);
    }
}

static unsigned long clone_flags(const struct options *options)
{
    bool joins = options->join_userns != NULL;
    return SIGCHLD | (options->no_userns || joins ? 0 : CLONE_NEWUSER) | (options->same_mntns || joins ? 0 : CLONE_NEWNS)
        | (options->new_pid ? CLONE_NEWPID : 0);
}

pid_t start_init(const struct options *options, const struct meeting *meeting)
{
    int channel[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) < 0)
        fail("socketpair");
    fflush(stdout);
    pid_t init = (pid_t)syscall(SYS_clone, clone_flags(options), 0, 0, 0, 0);
    if (init < 0)
        fail("clone");
    if (init == 0) {
        close(channel[0]);
        run_init(options, meeting, channel[1]);
        _exit(0);
    }
    close(channel[1]);
    if (!options->no_userns && options->join_userns == NULL)
        write_maps(options, init);
    if (write(channel[0], "m", 1) != 1)
        fail("the init is gone");
    expect_byte(channel[0]);
    close(channel[0]);
    wait_until_init_waits(options, meeting, init);
    return init;
}
