#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

enum { LIST_MAX = 400 };

struct list {
    int count;
    const char *items[LIST_MAX];
};

/* One field per option; options.c has the table with the words and the meaning of each. */
struct options {
    const char *bundle, *rootfs, *hook;
    struct list hook_args, env;
    char **command;

    struct list map, uid_map, gid_map;
    const char *join_userns;
    bool no_userns, same_mntns, new_pid;
    const char *propagation;
    struct list host_mounts, submounts;
    long other_mounts;

    bool pin_root, pin_dup, pin_rdonly, pin_cloexec_dup;
    struct list pin_subdir, pin_file, pin_path;
    const char *cwd;
    bool chroot;
    long fds, threads;
    long dumpable;
    const char *init_seccomp;

    const char *wait;
    long wait_ms;
    long repeat;

    const char *state_style, *state_file, *state_bundle, *status, *pid;
    struct list annotations;
    bool stdin_open, block_signals, hook_twice, tracer;
    long umask, rlimit_nofile, kill_hook_after, hook_timeout, init_dies, max_user_namespaces;
    const char *hook_seccomp;
    bool ignore_hook_failure;

    const char *root_by;
    bool readonly_root;
    struct list mask, stat, touch;
};

enum { NOT_GIVEN = -1 };

struct options parse_options(int argc, char **argv);

#endif
