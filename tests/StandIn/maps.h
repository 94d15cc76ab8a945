#ifndef MAPS_H
#define MAPS_H

#include <sys/types.h>

#include "options.h"

void write_maps(const struct options *options, pid_t init);

#endif
