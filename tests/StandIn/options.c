#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"

enum kind { FLAG, NUMBER, TEXT, LIST };

struct known_option {
    const char *name;
    enum kind kind;
    size_t field;
    const char *meaning;
};

#define FIELD(name) offsetof(struct options, name)

/* clang-format off */
static const struct known_option known[] = {
    {"bundle", TEXT, FIELD(bundle), "DIR: the bundle; the hook's working directory"},
    {"rootfs", TEXT, FIELD(rootfs), "PATH: the rootfs, relative to the bundle or absolute (rootfs)"},
    {"hook", TEXT, FIELD(hook), "PATH: the hook to run"},
    {"hook-arg", LIST, FIELD(hook_args), "ARG: an argument for the hook"},
    {"env", LIST, FIELD(env), "K=V: a variable in the hook's environment"},

    {"map", LIST, FIELD(map), "C:H:N: an id range for users and groups (0:100000:65536)"},
    {"uid-map", LIST, FIELD(uid_map), "C:H:N: an id range for users only"},
    {"gid-map", LIST, FIELD(gid_map), "C:H:N: an id range for groups only"},
    {"no-userns", FLAG, FIELD(no_userns), "the init stays in the stand-in's user namespace"},
    {"join-userns", TEXT, FIELD(join_userns), "PATH: the user namespace that the init joins instead of a new one"},
    {"same-mntns", FLAG, FIELD(same_mntns), "the init stays in the stand-in's mount namespace and mounts nothing"},
    {"new-pid", FLAG, FIELD(new_pid), "the init gets a PID namespace too"},
    {"propagation", TEXT, FIELD(propagation), "private|slave: what the init makes / (private)"},
    {"host-mount", LIST, FIELD(host_mounts), "PATH:TYPE: mounted below the rootfs before the init exists: locked in there"},
    {"submount", LIST, FIELD(submounts), "PATH[:TYPE]: mounted by the init; TYPE tmpfs, tmpfs-ro, proc, mqueue or bind=SOURCE,\n"
     "                         or with what is mounted below the source rbind=, rbind-ro=, rbind-shared=SOURCE"},
    {"other-mounts", NUMBER, FIELD(other_mounts), "N: mounts outside of the rootfs, in a tmpfs on /mnt, made by the init"},

    {"pin-root", FLAG, FIELD(pin_root), "an O_PATH|O_CLOEXEC descriptor on the root"},
    {"pin-dup", FLAG, FIELD(pin_dup), "a dup (no close-on-exec) of such a descriptor"},
    {"pin-cloexec-dup", FLAG, FIELD(pin_cloexec_dup), "a dup with close-on-exec of such a descriptor"},
    {"pin-rdonly", FLAG, FIELD(pin_rdonly), "an O_RDONLY|O_DIRECTORY descriptor on the root without close-on-exec"},
    {"pin-subdir", LIST, FIELD(pin_subdir), "PATH: an O_PATH descriptor on a directory below the root"},
    {"pin-file", LIST, FIELD(pin_file), "PATH: an O_RDONLY descriptor on a file below the root"},
    {"pin-path", LIST, FIELD(pin_path), "PATH: an O_PATH descriptor on a file below the root"},
    {"cwd", TEXT, FIELD(cwd), "root|sub:PATH|outside: the init's working directory (outside)"},
    {"chroot", FLAG, FIELD(chroot), "the init has chrooted to the root already"},
    {"fds", NUMBER, FIELD(fds), "N: unrelated descriptors in the init"},
    {"threads", NUMBER, FIELD(threads), "N: more threads in the init"},
    {"dumpable", NUMBER, FIELD(dumpable), "0|1: PR_SET_DUMPABLE in the init (1)"},
    {"init-seccomp", TEXT, FIELD(init_seccomp), "CALL:ERRNO: that call fails if injected into the init"},

    {"wait", TEXT, FIELD(wait), "read|futex|poll|epoll|nanosleep|spin: what the init blocks in (read)"},
    {"wait-ms", NUMBER, FIELD(wait_ms), "N: the timeout of that call"},
    {"repeat", NUMBER, FIELD(repeat), "N: run all of it N times and count the wrong ones"},

    {"state-style", TEXT, FIELD(state_style), "runc|crun: how the state is written (runc)"},
    {"state", TEXT, FIELD(state_file), "FILE: the bytes that the hook gets instead of a state"},
    {"state-bundle", TEXT, FIELD(state_bundle), "PATH: the bundle that the state names"},
    {"status", TEXT, FIELD(status), "WORD: the status that the state names (creating from runc, created from crun)"},
    {"pid", TEXT, FIELD(pid), "N|self|dead: the pid that the state names"},
    {"annotation", LIST, FIELD(annotations), "K=V: an annotation in the state"},
    {"stdin-open", FLAG, FIELD(stdin_open), "the hook's stdin is never closed"},
    {"block-signals", FLAG, FIELD(block_signals), "the hook starts with every signal blocked"},
    {"umask", NUMBER, FIELD(umask), "N: the hook's umask"},
    {"rlimit-nofile", NUMBER, FIELD(rlimit_nofile), "N: the hook's RLIMIT_NOFILE"},
    {"hook-seccomp", TEXT, FIELD(hook_seccomp),
     "CALL:ERRNO: that call fails in the hook; move_mount_beneath:EINVAL: that flag of it"},
    {"hook-twice", FLAG, FIELD(hook_twice), "the hook runs twice for the same container"},
    {"kill-hook-after", NUMBER, FIELD(kill_hook_after), "USEC: SIGKILL to the hook after that time"},
    {"hook-timeout", NUMBER, FIELD(hook_timeout), "SEC: the runtime's patience (30)"},
    {"init-dies", NUMBER, FIELD(init_dies), "USEC: the init is killed so long after the hook's start, at its end at the latest"},
    {"tracer", FLAG, FIELD(tracer), "the stand-in is the init's tracer"},
    {"max-user-namespaces", NUMBER, FIELD(max_user_namespaces),
     "N: the hook runs in a user namespace that may have so many below it"},
    {"ignore-hook-failure", FLAG, FIELD(ignore_hook_failure), "the container goes on whatever the hook says"},

    {"root-by", TEXT, FIELD(root_by), "path|fd: how pivot_root reaches the root; fd is opened before the hook (path)"},
    {"readonly-root", FLAG, FIELD(readonly_root), "made read-only after the hook through a descriptor opened before it"},
    {"mask", LIST, FIELD(mask), "PATH: masked with /dev/null after the hook through such a descriptor"},
    {"stat", LIST, FIELD(stat), "PATH: report its owner as the container sees it"},
    {"touch", LIST, FIELD(touch), "PATH: create this file in the container, report both owners"},
};
/* clang-format on */

enum { KNOWN = sizeof known / sizeof known[0] };

static void usage(void)
{
    puts("stand-in [options] --bundle DIR --hook PATH [-- COMMAND...]");
    for (int i = 0; i < KNOWN; i++)
        printf("  --%-20s %s\n", known[i].name, known[i].meaning);
}

static long number(const char *text, const char *option)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 0);
    if (errno != 0 || *end != '\0' || end == text)
        fail("--%s: not a number: %s", option, text);
    return value;
}

static void set(struct options *options, const struct known_option *option, const char *value)
{
    char *field = (char *)options + option->field;
    switch (option->kind) {
    case FLAG:
        *(bool *)field = true;
        break;
    case NUMBER:
        *(long *)field = number(value, option->name);
        break;
    case TEXT:
        *(const char **)field = value;
        break;
    case LIST: {
        struct list *list = (struct list *)field;
        if (list->count == LIST_MAX)
            fail("--%s: given more than %d times", option->name, LIST_MAX);
        list->items[list->count++] = value;
        break;
    }
    }
}

static struct options defaults(void)
{
    /* clang-format off */
    return (struct options){
        .rootfs = "rootfs", .propagation = "private", .cwd = "outside", .dumpable = 1, .wait = "read", .repeat = 1,
        .state_style = "runc", .root_by = "path", .hook_timeout = 30, .umask = NOT_GIVEN, .rlimit_nofile = NOT_GIVEN,
        .kill_hook_after = NOT_GIVEN, .init_dies = NOT_GIVEN, .max_user_namespaces = NOT_GIVEN,
    };
    /* clang-format on */
}

struct options parse_options(int argc, char **argv)
{
    struct option table[KNOWN + 2] = {{"help", no_argument, NULL, KNOWN}};
    for (int i = 0; i < KNOWN; i++)
        table[i + 1] = (struct option){known[i].name, known[i].kind == FLAG ? no_argument : required_argument, NULL, i};

    struct options options = defaults();
    for (int index; (index = getopt_long(argc, argv, "+", table, NULL)) != -1;) {
        if (index == KNOWN) {
            usage();
            exit(0);
        }
        if (index < 0 || index > KNOWN)
            exit(BAD_USAGE);
        set(&options, &known[index], optarg);
    }
    options.command = argv + optind;
    if (options.bundle == NULL || options.hook == NULL) {
        usage();
        exit(BAD_USAGE);
    }

    static char bundle[PATH_MAX];
    if (realpath(options.bundle, bundle) == NULL)
        fail("--bundle %s", options.bundle);
    options.bundle = bundle;
    if (options.map.count == 0)
        options.map.items[options.map.count++] = "0:100000:65536";
    return options;
}
