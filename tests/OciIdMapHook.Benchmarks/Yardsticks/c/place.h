#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>
#include <stdint.h>

/* What a path or a descriptor names. */
struct place {
    uint64_t mount, device, inode;
    bool is_mount_root;
};

/* False if there is no such path. */
bool find_place(int folder, const char *path, struct place *place);

#endif
