#ifndef PINS_H
#define PINS_H

#include "options.h"

/* What a descriptor names, from fstat and fdinfo. */
struct reference {
    unsigned long mount, device, inode;
    unsigned flags; /* octal in fdinfo; close-on-exec is 02000000 */
};

enum { PIN_MAX = 64, UNRELATED_MAX = 4096 };

struct pins {
    int count;
    struct {
        char name[256];
        int fd;
        struct reference before;
    } items[PIN_MAX];
    struct reference cwd, root;
    int unrelated_count;
    struct {
        int fd;
        struct reference before;
    } unrelated[UNRELATED_MAX];
    int late_root; /* what --root-by fd, --readonly-root and --mask go through; -1 if none of them is asked for */
    int proc; /* the host's /proc: it outlives the pivot */
};

/* In the init: opens what the options ask for, changes the working directory and the root. */
void open_pins(const struct options *options, struct pins *pins);

struct reference reference_of(const struct pins *pins, int fd);
bool same_reference(const struct reference *left, const struct reference *right);
struct reference directory(const struct pins *pins, const char *path);

#endif
