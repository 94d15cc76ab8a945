#ifndef CONTAINER_H
#define CONTAINER_H

#include <limits.h>
#include <stdbool.h>

enum { MAP_SIZE = 4096 };

/* What state and config.json say. */
struct container {
    unsigned pid;
    bool has_user_namespace;
    char bundle[PATH_MAX], root[PATH_MAX];
    char uid_map[MAP_SIZE], gid_map[MAP_SIZE];
};

void read_container(struct container *container);

#endif
