#include "init.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fail.h"

void prove_alive(const struct init *init)
{
    if (syscall(SYS_pidfd_send_signal, init->pidfd, 0, NULL, 0) < 0)
        fail("process %d", init->pid);
}

static void prove_own_mount_namespace(const struct init *init)
{
    struct stat theirs, ours;
    if (fstat(init->mount_namespace, &theirs) < 0 || stat("/proc/self/ns/mnt", &ours) < 0)
        fail("ns/mnt of process %d", init->pid);
    if (theirs.st_ino == ours.st_ino && theirs.st_dev == ours.st_dev)
        fail("process %d is in the hook's own mount namespace", init->pid);
}

struct init open_init(pid_t pid)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/%d", pid);
    struct init init = {.pid = pid, .pidfd = (int)syscall(SYS_pidfd_open, pid, 0)};
    if (init.pidfd < 0)
        fail("process %d", pid);
    init.proc = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    init.mount_namespace = openat(init.proc, "ns/mnt", O_RDONLY | O_CLOEXEC);
    if (init.mount_namespace < 0)
        fail("ns/mnt of process %d", pid);
    prove_own_mount_namespace(&init);
    prove_alive(&init);
    return init;
}

void enter_mount_namespace(const struct init *init)
{
    if (unshare(CLONE_FS) < 0 || setns(init->mount_namespace, CLONE_NEWNS) < 0)
        fail("cannot enter the mount namespace of process %d", init->pid);
}
