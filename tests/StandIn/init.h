#ifndef INIT_H
#define INIT_H

#include <sys/types.h>

#include "options.h"
#include "wait.h"

/* Starts the container's init and returns when it waits as the options say, with its maps written. */
pid_t start_init(const struct options *options, const struct meeting *meeting);

#endif
