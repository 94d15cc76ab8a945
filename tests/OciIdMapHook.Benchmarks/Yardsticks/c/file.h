#ifndef FILE_H
#define FILE_H

/* The whole text behind a descriptor, NUL-terminated; closes it. */
char *read_text(int fd, const char *name);

#endif
