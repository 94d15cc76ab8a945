#include "pins.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "mounts.h"

struct reference reference_of(const struct pins *pins, int fd)
{
    struct reference reference = {0};
    struct stat status;
    char path[64], line[256];
    snprintf(path, sizeof path, "self/fdinfo/%d", fd);
    int info = openat(pins->proc, path, O_RDONLY | O_CLOEXEC);
    FILE *file = info < 0 ? NULL : fdopen(info, "re");
    if (file == NULL || fstat(fd, &status) < 0)
        fail("descriptor %d", fd);
    while (fgets(line, sizeof line, file) != NULL) {
        sscanf(line, "flags: %o", &reference.flags);
        sscanf(line, "mnt_id: %lu", &reference.mount);
    }
    fclose(file);
    reference.device = status.st_dev;
    reference.inode = status.st_ino;
    return reference;
}

bool same_reference(const struct reference *left, const struct reference *right)
{
    return left->mount == right->mount && left->device == right->device && left->inode == right->inode
        && left->flags == right->flags;
}

struct reference directory(const struct pins *pins, const char *path)
{
    int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        fail("%s", path);
    struct reference reference = reference_of(pins, fd);
    close(fd);
    return reference;
}

static void add_pin(struct pins *pins, const char *kind, const char *path, int fd)
{
    if (fd < 0)
        fail("cannot pin %s %s", kind, path);
    if (pins->count == PIN_MAX)
        fail("more than %d pins", PIN_MAX);
    snprintf(pins->items[pins->count].name, sizeof pins->items[0].name, "%s%s", kind, path);
    pins->items[pins->count++].fd = fd;
}

static int open_root(const char *root, int flags)
{
    return open(root, flags | O_DIRECTORY);
}

static int opened_dup(const char *root, int command)
{
    int fd = open_root(root, O_PATH | O_CLOEXEC), duplicate = fcntl(fd, command, 0);
    close(fd);
    return duplicate;
}

static void pin_below(struct pins *pins, const char *kind, const char *root, const struct list *paths, int flags)
{
    for (int i = 0; i < paths->count; i++) {
        char path[PATH_MAX], name[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", root, paths->items[i]);
        snprintf(name, sizeof name, ":%s", paths->items[i]);
        add_pin(pins, kind, name, open(path, flags));
    }
}

static void open_unrelated(struct pins *pins, long count)
{
    if (count > UNRELATED_MAX)
        fail("--fds: more than %d", UNRELATED_MAX);
    for (long i = 0; i < count; i++) {
        /* clang-format off */
        int fd = i % 4 == 0 ? open("/dev/null", O_RDWR | O_CLOEXEC)
               : i % 4 == 1 ? socket(AF_UNIX, SOCK_STREAM, 0)
               : i % 4 == 2 ? memfd_create("unrelated", MFD_CLOEXEC)
                            : open("/", O_PATH | O_DIRECTORY);
        /* clang-format on */
        if (fd < 0)
            fail("unrelated descriptor %ld", i);
        pins->unrelated[pins->unrelated_count].fd = fd;
        pins->unrelated[pins->unrelated_count++].before = reference_of(pins, fd);
    }
}

static void change_directory(const struct options *options, const char *root)
{
    char path[PATH_MAX];
    if (strcmp(options->cwd, "outside") == 0)
        return;
    bool below = strncmp(options->cwd, "sub:", 4) == 0;
    snprintf(path, sizeof path, "%s/%s", root, below ? options->cwd + 4 : "");
    if (chdir(path) < 0)
        fail("--cwd %s", options->cwd);
}

void open_pins(const struct options *options, struct pins *pins)
{
    const char *root = rootfs_path(options);
    pins->proc = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool late = strcmp(options->root_by, "fd") == 0 || options->readonly_root || options->mask.count > 0;
    pins->late_root = late ? opened_dup(root, F_DUPFD_CLOEXEC) : -1;
    if (late)
        add_pin(pins, "late-root", "", pins->late_root);
    if (options->pin_root)
        add_pin(pins, "root", "", open_root(root, O_PATH | O_CLOEXEC));
    if (options->pin_dup)
        add_pin(pins, "dup", "", opened_dup(root, F_DUPFD));
    if (options->pin_cloexec_dup)
        add_pin(pins, "cloexec-dup", "", opened_dup(root, F_DUPFD_CLOEXEC));
    if (options->pin_rdonly)
        add_pin(pins, "rdonly", "", open_root(root, O_RDONLY));
    pin_below(pins, "subdir", root, &options->pin_subdir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    pin_below(pins, "file", root, &options->pin_file, O_RDONLY | O_CLOEXEC);
    pin_below(pins, "path", root, &options->pin_path, O_PATH);
    open_unrelated(pins, options->fds);
    change_directory(options, root);
    for (int i = 0; i < pins->count; i++)
        pins->items[i].before = reference_of(pins, pins->items[i].fd);
    pins->cwd = directory(pins, ".");
    pins->root = directory(pins, root);
    if (options->chroot && chroot(root) < 0)
        fail("chroot");
}
