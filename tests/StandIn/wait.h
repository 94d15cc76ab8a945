#ifndef WAIT_H
#define WAIT_H

#include <stdint.h>
#include <sys/types.h>

#include "options.h"
#include "registers.h"

/* What the parent and the init share while the init waits. */
struct meeting {
    struct spin_page *page; /* page->go is what futex and spin wait for */
    int go[2]; /* what read, poll and epoll wait for */
    int quiet[2]; /* never written: a poll or epoll with a timeout waits for this one */
};

struct wait_result {
    long returned, expected; /* as the kernel returns it: -errno on failure */
    long interrupted; /* -EINTR answers before that one: epoll_wait is never restarted by the kernel */
    long elapsed_ms;
    char registers[1024];
};

struct meeting make_meeting(void);

/* In the init: waits as the options say, then, if that was a timeout, until the parent releases it. */
struct wait_result wait_for_parent(const struct options *options, const struct meeting *meeting);

/* In the parent: returns when the init is in its wait. */
void wait_until_init_waits(const struct options *options, const struct meeting *meeting, pid_t init);
void release_init(const struct meeting *meeting);

#endif
