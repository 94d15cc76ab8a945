#ifndef PINS_H
#define PINS_H

#include "init.h"
#include "root.h"

enum { PINS_MAX = 64 };

/* Descriptors of the init that name the root directory on the root mount. */
struct pins {
    int count;
    struct {
        int fd, flags;
    } items[PINS_MAX];
};

void find_pins(const struct init *init, const struct root *root, struct pins *pins);

/* Makes them name the root directory that is mounted there now. */
void repoint(const struct init *init, const struct root *root, const struct pins *pins, uint64_t new_mount);

#endif
