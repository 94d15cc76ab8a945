#ifndef FAIL_H
#define FAIL_H

/* Exit codes of the stand-in: what a test tells apart before it reads any fact. */
enum { CONTAINER_RAN = 0, CONTAINER_REFUSED = 1, BAD_USAGE = 2, STAND_IN_FAILED = 3 };

/* Says what failed, with errno's text if it is set, and ends the process. */
void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

#endif
