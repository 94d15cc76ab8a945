#include "seccomp.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fail.h"
#include "registers.h"

enum { STATMOUNT = 457, LISTMOUNT = 458, MOVE_MOUNT_BENEATH = 0x200 }; /* newer than the headers of Debian 12 */

/* clang-format off */
static const struct word {
    const char *name;
    unsigned value;
} calls[] = {
    {"clone3", SYS_clone3}, {"pidfd_open", SYS_pidfd_open}, {"pidfd_send_signal", SYS_pidfd_send_signal},
    {"ptrace", SYS_ptrace}, {"open_tree", SYS_open_tree}, {"mount_setattr", SYS_mount_setattr},
    {"move_mount", SYS_move_mount}, {"setns", SYS_setns}, {"unshare", SYS_unshare}, {"statx", SYS_statx},
    {"openat2", SYS_openat2}, {"close_range", SYS_close_range}, {"umount2", SYS_umount2}, {"mmap", SYS_mmap},
    {"munmap", SYS_munmap}, {"openat", SYS_openat}, {"dup3", SYS_dup3}, {"fchdir", SYS_fchdir}, {"close", SYS_close},
    {"waitid", SYS_waitid}, {"listmount", LISTMOUNT}, {"statmount", STATMOUNT},
}, errors[] = {
    {"ENOSYS", ENOSYS}, {"EPERM", EPERM}, {"EINVAL", EINVAL}, {"ENOMEM", ENOMEM}, {"EACCES", EACCES}, {"EMFILE", EMFILE},
    {"EBUSY", EBUSY}, {"EIO", EIO}, {"ENOSPC", ENOSPC}, {"ELOOP", ELOOP}, {"ENOENT", ENOENT},
};
/* clang-format on */

static unsigned value_of(const struct word *words, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i].name, name) == 0)
            return words[i].value;
    }
    errno = 0;
    fail("seccomp: unknown name: %s", name);
}

static void install(struct sock_filter *filter, unsigned short length)
{
    struct sock_fprog program = {length, filter};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
        fail("seccomp");
}

static void parse(const char *rule, unsigned *call, unsigned *error)
{
    char name[64], reason[64];
    errno = 0;
    if (sscanf(rule, "%63[^:]:%63s", name, reason) != 2)
        fail("seccomp: not CALL:ERRNO: %s", rule);
    *call = value_of(calls, sizeof calls / sizeof calls[0], name);
    *error = value_of(errors, sizeof errors / sizeof errors[0], reason);
}

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define LOAD_HIGH(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field) + 4)
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define IF_SET(bits, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, yes, no)
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, value)

/* Linux before 6.5 has the call and not the flag. */
static void fail_beneath(void)
{
    /* clang-format off */
    struct sock_filter filter[] = {
        LOAD(nr), IF_EQUAL(SYS_move_mount, 0, 3),
        LOAD(args[4]), IF_SET(MOVE_MOUNT_BENEATH, 0, 1), RETURN(SECCOMP_RET_ERRNO | EINVAL), RETURN(SECCOMP_RET_ALLOW),
    };
    /* clang-format on */
    install(filter, sizeof filter / sizeof filter[0]);
}

void fail_call(const char *rule)
{
    unsigned call, error;
    if (strcmp(rule, "move_mount_beneath:EINVAL") == 0) {
        fail_beneath();
        return;
    }
    parse(rule, &call, &error);
    /* clang-format off */
    struct sock_filter filter[] = {
        LOAD(nr), IF_EQUAL(call, 0, 1), RETURN(SECCOMP_RET_ERRNO | error), RETURN(SECCOMP_RET_ALLOW),
    };
    /* clang-format on */
    install(filter, sizeof filter / sizeof filter[0]);
}

/* The stand-in is linked below 4 GiB; the vDSO and whatever is mapped later lie above. */
void fail_injected_call(const char *rule)
{
    unsigned call, error;
    parse(rule, &call, &error);
    /* clang-format off */
    struct sock_filter filter[] = {
        LOAD(nr), IF_EQUAL(call, 0, 4),
        LOAD_HIGH(instruction_pointer), IF_EQUAL(0, 0, 3),
        LOAD(instruction_pointer), IF_EQUAL((uint32_t)(uintptr_t)checked_syscall_return, 1, 0),
        RETURN(SECCOMP_RET_ALLOW), RETURN(SECCOMP_RET_ERRNO | error),
    };
    /* clang-format on */
    install(filter, sizeof filter / sizeof filter[0]);
}
