#ifndef TRACEE_H
#define TRACEE_H

#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

/* A process held by ptrace, to be made to perform system calls. */
struct tracee {
    pid_t pid;
    struct user_regs_struct saved;
    uint64_t signal_mask;
    unsigned long long instruction;
    unsigned long scratch;
};

void hold(struct tracee *tracee, pid_t pid);
void release(struct tracee *tracee);

/* A page of its own with a path in it: a stack may be small and bounded, as a goroutine's is. */
void make_scratch(struct tracee *tracee, const char *path);
void drop_scratch(struct tracee *tracee);

int remote_open(struct tracee *tracee, int flags);
void remote_dup(struct tracee *tracee, int source, int target, int flags);
void remote_close(struct tracee *tracee, int fd);

#endif
