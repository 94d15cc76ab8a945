#ifndef HOOK_H
#define HOOK_H

#include "options.h"
#include "state.h"

struct hook_result {
    int exit_code; /* -1: killed */
    int signal; /* 0: exited */
    long started, nsec; /* CLOCK_MONOTONIC when fork had returned, and from there to the end of the hook */
    /*
     * Its peak of resident memory. The kernel counts that of the fork before exec too, 560 kB of the stand-in's own: a hook that
     * needs more than that is reported as it is, a smaller one as that.
     */
    long maxrss_kb;
    bool end_of_file; /* no descendant kept stdout or stderr open */
    char out[65536], err[65536];
};

/* Runs the hook as a runtime does; kills the init while it runs if --init-dies says so. */
void run_hook(const struct options *options, pid_t init, const struct bytes *state, struct hook_result *result);

#endif
