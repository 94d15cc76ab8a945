#ifndef SECCOMP_H
#define SECCOMP_H

/* "openat:EPERM": from here on that call fails so in this process and in what it starts. */
void fail_call(const char *rule);

/* The same for calls that are not the stand-in's own: made at the init's wait, or from outside its executable. */
void fail_injected_call(const char *rule);

#endif
