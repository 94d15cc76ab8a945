#ifndef STATE_H
#define STATE_H

#include <stddef.h>
#include <sys/types.h>

#include "options.h"

struct bytes {
    char *data;
    size_t length;
};

/* What the hook gets on stdin: the OCI state as runc or crun writes it, or the bytes of --state. */
struct bytes make_state(const struct options *options, pid_t init);

#endif
