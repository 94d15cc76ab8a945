#ifndef MOUNTS_H
#define MOUNTS_H

#include "options.h"
#include "pins.h"

/* The rootfs as a path of the host's tree. */
const char *rootfs_path(const struct options *options);

/* In the stand-in, before the init: a private mount namespace with the --host-mounts in it. */
void make_host_mounts(const struct options *options);

/* In the init: the rootfs bound on itself and the --submounts below it. */
void make_container_mounts(const struct options *options);

/* After the hook, through descriptors opened before it. */
void finish_mounts(const struct options *options, const struct pins *pins);
void pivot(const struct options *options, const struct pins *pins);

#endif
