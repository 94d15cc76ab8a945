#ifndef INIT_H
#define INIT_H

#include <sys/types.h>

/* The container's init, pinned. */
struct init {
    pid_t pid;
    int pidfd;
    int proc; /* /proc/PID of the host, which stays reachable from inside the container's mount namespace */
    int mount_namespace;
};

struct init open_init(pid_t pid);
void prove_alive(const struct init *init);
void enter_mount_namespace(const struct init *init);

#endif
