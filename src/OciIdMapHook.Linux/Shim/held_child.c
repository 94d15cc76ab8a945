/*
 * A child in a new user namespace, stopped before it does anything: clone3(CLONE_NEWUSER | CLONE_PIDFD | CLONE_VM), then
 * prctl(PR_SET_PDEATHSIG), ptrace(PTRACE_TRACEME), SIGSTOP.
 *
 * The child shares the parent's memory and its thread pointer. It makes raw system calls only (a C library's wrapper would write
 * the parent's errno), runs on a stack of its own, touches no other memory, and must never fault: a core-dumping signal would
 * take the parent down. The parent blocks all signals around the call. Nothing here uses a C library.
 */
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <stdint.h>

#define PR_SET_PDEATHSIG 1
#define SIGKILL 9
#define SIGSTOP 19
#define NOT_OUR_PARENT 254
#define RESUMED 255

#if defined(__x86_64__)

#define NR_getpid 39
#define NR_exit 60
#define NR_kill 62
#define NR_ptrace 101
#define NR_getppid 110
#define NR_prctl 157
#define NR_clone3 435

static inline long raw(long number, long a, long b, long c, long d)
{
    long result;
    register long r10 __asm__("r10") = d;
    __asm__ volatile("syscall" : "=a"(result) : "0"(number), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
    return result;
}

#elif defined(__aarch64__)

#define NR_exit 93
#define NR_ptrace 117
#define NR_kill 129
#define NR_prctl 167
#define NR_getpid 172
#define NR_getppid 173
#define NR_clone3 435

static inline long raw(long number, long a, long b, long c, long d)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}

#else
#error "no clone3 shim for this architecture"
#endif

/* The exit code tells the parent why there is no stop: an errno, NOT_OUR_PARENT or RESUMED. */
__attribute__((used, noreturn)) static void held_child(long parent)
{
    raw(NR_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0);
    if (raw(NR_getppid, 0, 0, 0, 0) != parent)
        raw(NR_exit, NOT_OUR_PARENT, 0, 0, 0);

    long error = raw(NR_ptrace, PTRACE_TRACEME, 0, 0, 0);
    if (error == 0)
        error = raw(NR_kill, raw(NR_getpid, 0, 0, 0, 0), SIGSTOP, 0, 0) ? 1 : -RESUMED;
    for (;;)
        raw(NR_exit, -error, 0, 0, 0);
}

/*
 * extra_flags: CLONE_NEWNS or 0.
 * stack, stack_size: the child's own, kept by the caller until the child is reaped.
 * cgroup: a cgroup v2 folder's descriptor for CLONE_INTO_CGROUP (Linux 5.7), or -1.
 * CLONE_UNTRACED: a debugger that follows the parent's children (strace -f) would be the child's tracer before the parent is.
 * Returns the child's pid, or a negative errno; *pidfd is set on success (close-on-exec, clone(2)).
 */
__attribute__((visibility("default"))) long idmap_clone_held_child(uint64_t extra_flags, void *stack, uint64_t stack_size,
                                                                   int cgroup, int *pidfd)
{
    struct clone_args arguments = {
        .flags = CLONE_NEWUSER | CLONE_PIDFD | CLONE_VM | CLONE_UNTRACED | extra_flags | (cgroup >= 0 ? CLONE_INTO_CGROUP : 0),
        .pidfd = (uint64_t)(uintptr_t)pidfd,
        .stack = (uint64_t)(uintptr_t)stack,
        .stack_size = stack_size,
        .cgroup = cgroup >= 0 ? (uint64_t)cgroup : 0,
    };
    long parent = raw(NR_getpid, 0, 0, 0, 0);
    long result;

#if defined(__x86_64__)
    __asm__ volatile("syscall\n\t"
                     "test %%rax, %%rax\n\t"
                     "jnz 1f\n\t"
                     "mov %[parent], %%rdi\n\t"
                     "xor %%ebp, %%ebp\n\t"
                     "call held_child\n\t"
                     "ud2\n"
                     "1:"
                     : "=a"(result)
                     : "0"((long)NR_clone3), "D"(&arguments), "S"(sizeof arguments), [parent] "r"(parent)
                     : "rcx", "r11", "rdx", "r8", "r9", "r10", "memory");
#else
    register long x8 __asm__("x8") = NR_clone3;
    register long x0 __asm__("x0") = (long)&arguments;
    register long x1 __asm__("x1") = sizeof arguments;
    __asm__ volatile("svc #0\n\t"
                     "cbnz x0, 1f\n\t"
                     "mov x0, %[parent]\n\t"
                     "mov x29, xzr\n\t"
                     "bl held_child\n\t"
                     "brk #1\n"
                     "1:"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), [parent] "r"(parent)
                     : "x30", "memory");
    result = x0;
#endif
    return result;
}
