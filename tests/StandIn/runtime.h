#ifndef RUNTIME_H
#define RUNTIME_H

#include "options.h"

/* Makes one container, runs the hook for it, lets it go on or refuses it; returns the stand-in's exit code. */
int run_container(const struct options *options);

#endif
