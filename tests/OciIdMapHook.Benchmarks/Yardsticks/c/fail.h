#ifndef FAIL_H
#define FAIL_H

/* Says what failed in one line, with errno's text if it is set, and ends the process with 1. */
void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

#endif
