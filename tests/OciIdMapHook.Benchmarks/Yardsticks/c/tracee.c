#include "tracee.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "fail.h"

#ifndef __x86_64__
#error "only for x86_64"
#endif

static const unsigned char syscall_instruction[] = {0x0F, 0x05};

static long trace(const struct tracee *tracee, int request, unsigned long address, void *data)
{
    long result = ptrace((enum __ptrace_request)request, tracee->pid, address, data);
    if (result < 0)
        fail("ptrace request 0x%x of process %d", request, tracee->pid);
    return result;
}

static int wait_for_stop(const struct tracee *tracee)
{
    int status;
    if (waitpid(tracee->pid, &status, __WALL) != tracee->pid)
        fail("waitpid of process %d", tracee->pid);
    errno = 0;
    if (!WIFSTOPPED(status))
        fail("process %d ended", tracee->pid);
    return status;
}

/* An init that waits sits behind the instruction of a system call. */
static void find_instruction(struct tracee *tracee)
{
    unsigned char found[sizeof syscall_instruction];
    tracee->instruction = tracee->saved.rip - sizeof found;
    struct iovec here = {found, sizeof found}, there = {(void *)tracee->instruction, sizeof found};
    if (process_vm_readv(tracee->pid, &here, 1, &there, 1, 0) != sizeof found)
        fail("process_vm_readv from process %d", tracee->pid);
    if (memcmp(found, syscall_instruction, sizeof found) != 0)
        fail("process %d is in no system call", tracee->pid);
}

void hold(struct tracee *tracee, pid_t pid)
{
    uint64_t all_but_trap = ~(1ULL << (SIGTRAP - 1));
    int status;
    tracee->pid = pid;
    trace(tracee, PTRACE_SEIZE, 0, (void *)PTRACE_O_EXITKILL);
    trace(tracee, PTRACE_INTERRUPT, 0, NULL);
    while ((status = wait_for_stop(tracee)) >> 16 != PTRACE_EVENT_STOP)
        trace(tracee, PTRACE_CONT, 0, (void *)(long)WSTOPSIG(status));
    trace(tracee, PTRACE_GETREGS, 0, &tracee->saved);
    trace(tracee, PTRACE_GETSIGMASK, sizeof tracee->signal_mask, &tracee->signal_mask);
    find_instruction(tracee);
    trace(tracee, PTRACE_SETSIGMASK, sizeof all_but_trap, &all_but_trap);
}

void release(struct tracee *tracee)
{
    trace(tracee, PTRACE_SETSIGMASK, sizeof tracee->signal_mask, &tracee->signal_mask);
    trace(tracee, PTRACE_SETREGS, 0, &tracee->saved);
    trace(tracee, PTRACE_DETACH, 0, NULL);
}

/* orig_rax = -1: the kernel restarts no call on the way back; the interrupted one is restarted with its own registers later. */
static unsigned long perform(struct tracee *tracee, long number, const unsigned long arguments[6])
{
    struct user_regs_struct registers = tracee->saved;
    registers.rip = tracee->instruction;
    registers.orig_rax = (unsigned long long)-1;
    registers.rax = (unsigned long long)number;
    registers.rdi = arguments[0];
    registers.rsi = arguments[1];
    registers.rdx = arguments[2];
    registers.r10 = arguments[3];
    registers.r8 = arguments[4];
    registers.r9 = arguments[5];
    trace(tracee, PTRACE_SETREGS, 0, &registers);
    trace(tracee, PTRACE_SINGLESTEP, 0, NULL);
    int status = wait_for_stop(tracee);
    trace(tracee, PTRACE_GETREGS, 0, &registers);
    if (WSTOPSIG(status) != SIGTRAP || registers.rip != tracee->instruction + sizeof syscall_instruction)
        fail("process %d stopped with signal %d instead of making a call", tracee->pid, WSTOPSIG(status));
    if ((long)registers.rax < 0) {
        errno = (int)-(long)registers.rax;
        fail("system call %ld in process %d", number, tracee->pid);
    }
    return registers.rax;
}

void make_scratch(struct tracee *tracee, const char *path)
{
    const unsigned long arguments[6] = {0, PATH_MAX, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1UL, 0};
    size_t length = strlen(path) + 1;
    tracee->scratch = perform(tracee, SYS_mmap, arguments);
    struct iovec here = {(void *)path, length}, there = {(void *)tracee->scratch, length};
    if (process_vm_writev(tracee->pid, &here, 1, &there, 1, 0) != (ssize_t)length)
        fail("process_vm_writev to process %d", tracee->pid);
}

void drop_scratch(struct tracee *tracee)
{
    perform(tracee, SYS_munmap, (const unsigned long[6]){tracee->scratch, PATH_MAX});
}

int remote_open(struct tracee *tracee, int flags)
{
    const unsigned long arguments[6] = {(unsigned long)AT_FDCWD, tracee->scratch, (unsigned long)flags};
    return (int)perform(tracee, SYS_openat, arguments);
}

void remote_dup(struct tracee *tracee, int source, int target, int flags)
{
    perform(tracee, SYS_dup3, (const unsigned long[6]){(unsigned long)source, (unsigned long)target, (unsigned long)flags});
}

void remote_close(struct tracee *tracee, int fd)
{
    perform(tracee, SYS_close, (const unsigned long[6]){(unsigned long)fd});
}
