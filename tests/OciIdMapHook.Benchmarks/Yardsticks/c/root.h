#ifndef ROOT_H
#define ROOT_H

#include <stdint.h>

#include "init.h"

/* The rootfs as it is found, and the mounts right on it. */
struct root {
    int fd;
    uint64_t mount, device, inode;
    char *path;
    int child_count;
    char **children; /* relative to the root */
};

struct root find_root(const struct init *init, const char *path);

/* In the container's mount namespace: an idmapped copy over the root, its child mounts moved there. Returns the new mount's id.
   */
uint64_t swap_root(const struct root *root, int user_namespace);

#endif
