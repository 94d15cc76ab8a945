#include "userns.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fail.h"

enum { STACK = 8192 };

/* It shares memory and thread pointer with its parent, which waits meanwhile. */
static int stop(void *unused)
{
    (void)unused;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
        kill(getpid(), SIGSTOP);
    return 1;
}

static int open_of(pid_t child, const char *name, int flags)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", child, name);
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        fail("%s", path);
    return fd;
}

static void write_map(pid_t child, const char *name, const char *map)
{
    int fd = open_of(child, name, O_WRONLY);
    if (write(fd, map, strlen(map)) != (ssize_t)strlen(map))
        fail("write to %s", name);
    close(fd);
}

int make_user_namespace(const char *uid_map, const char *gid_map)
{
    _Alignas(16) char stack[STACK];
    siginfo_t info;
    int pidfd = -1;
    /* No exit signal: nobody but the waiter for this pidfd hears of its death. */
    pid_t child = clone(stop, stack + STACK, CLONE_VM | CLONE_NEWUSER | CLONE_PIDFD | CLONE_UNTRACED, NULL, &pidfd);
    if (child < 0)
        fail("clone with a new user namespace");
    if (waitid(P_PIDFD, (id_t)pidfd, &info, WSTOPPED | WEXITED | __WALL) < 0 || info.si_code != CLD_TRAPPED)
        fail("the child in the new user namespace did not stop");
    int user_namespace = open_of(child, "ns/user", O_RDONLY);
    write_map(child, "uid_map", uid_map);
    write_map(child, "gid_map", gid_map);
    /* If it is still alive, no other process can have had its pid meanwhile. */
    if (syscall(SYS_pidfd_send_signal, pidfd, 0, NULL, 0) < 0)
        fail("the child in the new user namespace is gone");
    if (syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, NULL, 0) < 0 || waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | __WALL) < 0)
        fail("the child in the new user namespace cannot be ended");
    close(pidfd);
    return user_namespace;
}
