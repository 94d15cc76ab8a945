#include "mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/mount.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fail.h"

/* <sys/mount.h> and <linux/mount.h> do not go together in every libc. */
int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
int umount2(const char *target, int flags);
enum { DETACH = 2 };

const char *rootfs_path(const struct options *options)
{
    static char path[PATH_MAX];
    if (options->rootfs[0] == '/')
        return options->rootfs;
    snprintf(path, sizeof path, "%s/%s", options->bundle, options->rootfs);
    return path;
}

static void below_root(const struct options *options, const char *item, char *target, size_t size, const char **type)
{
    const char *colon = strchrnul(item, ':');
    *type = *colon == '\0' ? "tmpfs" : colon + 1;
    snprintf(target, size, "%s/%.*s", rootfs_path(options), (int)(colon - item), item);
}

/* Each mount has a source and a size of its own, which is how a report shows the order of stacked ones. */
static void make_mount(const char *target, const char *type, int index, const char *bundle)
{
    char source[PATH_MAX], data[PATH_MAX * 2] = "";
    snprintf(source, sizeof source, "stand-in-%d", index);
    mkdir(target, 0755); /* below a tmpfs of ours it is missing; elsewhere it is there or the mount says so */
    int done;
    if (strncmp(type, "bind=", 5) == 0) {
        done = mount(type + 5, target, NULL, MS_BIND, NULL);
    } else if (strncmp(type, "rbind", 5) == 0 && strchr(type, '=') != NULL) {
        bool read_only = strncmp(type, "rbind-ro=", 9) == 0;
        done = mount(strchr(type, '=') + 1, target, NULL, MS_BIND | MS_REC, NULL);
        if (done == 0 && read_only)
            done = mount("", target, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID, NULL);
        if (done == 0 && strncmp(type, "rbind-shared=", 13) == 0)
            done = mount("", target, NULL, MS_SHARED | MS_REC, NULL);
    } else if (strcmp(type, "overlay") == 0) {
        const char *layers[] = {"upper", "work"};
        for (int i = 0; i < 2; i++) {
            snprintf(source, sizeof source, "%s/%s", bundle, layers[i]);
            mkdir(source, 0755);
        }
        snprintf(data, sizeof data, "lowerdir=%s,upperdir=%s/upper,workdir=%s/work,uuid=off", target, bundle, bundle);
        done = mount("overlay", target, "overlay", 0, data);
    } else {
        bool tmpfs = strncmp(type, "tmpfs", 5) == 0;
        if (tmpfs)
            snprintf(data, sizeof data, "mode=755,size=%dk", 1024 + 4 * index);
        unsigned long flags = MS_NOSUID | (strcmp(type, "tmpfs-ro") == 0 ? MS_RDONLY : 0);
        done = mount(source, target, tmpfs ? "tmpfs" : type, flags, data);
    }
    if (done < 0)
        fail("mount %s on %s", type, target);
}

static void make_all(const struct options *options, const struct list *mounts)
{
    for (int i = 0; i < mounts->count; i++) {
        char target[PATH_MAX];
        const char *type;
        below_root(options, mounts->items[i], target, sizeof target, &type);
        make_mount(target, type, i, options->bundle);
    }
}

void make_host_mounts(const struct options *options)
{
    if (options->host_mounts.count == 0)
        return;
    if (unshare(CLONE_NEWNS) < 0 || mount("", "/", NULL, MS_PRIVATE | MS_REC, NULL) < 0)
        fail("cannot make a private mount namespace for --host-mount");
    make_all(options, &options->host_mounts);
}

/* They are in the mount table that the hook reads, as a host's are, and are none of its business. */
static void make_other_mounts(const struct options *options)
{
    if (options->other_mounts == 0)
        return;
    errno = 0;
    if (strncmp(rootfs_path(options), "/mnt/", 5) == 0)
        fail("--other-mounts would hide a rootfs below /mnt");
    if (mount("other", "/mnt", "tmpfs", 0, NULL) < 0)
        fail("mount tmpfs on /mnt");
    for (long i = 0; i < options->other_mounts; i++) {
        char place[64];
        snprintf(place, sizeof place, "/mnt/%ld", i);
        if (mkdir(place, 0755) < 0 || mount("other", place, "tmpfs", 0, "size=4k") < 0)
            fail("mount tmpfs on %s", place);
    }
}

void make_container_mounts(const struct options *options)
{
    const char *rootfs = rootfs_path(options);
    unsigned long propagation = strcmp(options->propagation, "slave") == 0 ? MS_SLAVE : MS_PRIVATE;
    if (mount("", "/", NULL, propagation | MS_REC, NULL) < 0)
        fail("cannot make / %s", options->propagation);
    make_other_mounts(options);
    if (mount(rootfs, rootfs, NULL, MS_BIND | MS_REC, NULL) < 0)
        fail("cannot bind %s on itself", rootfs);
    if (chdir(options->bundle) < 0)
        fail("%s", options->bundle);
    make_all(options, &options->submounts);
    if (chdir("/") < 0)
        fail("chdir /");
}

static void mask(int root, const char *path)
{
    char place[64];
    int fd = openat(root, path, O_PATH | O_CLOEXEC);
    snprintf(place, sizeof place, "/proc/self/fd/%d", fd);
    if (fd < 0 || mount("/dev/null", place, NULL, MS_BIND, NULL) < 0)
        fail("cannot mask %s", path);
    close(fd);
}

void finish_mounts(const struct options *options, const struct pins *pins)
{
    for (int i = 0; i < options->mask.count; i++)
        mask(pins->late_root, options->mask.items[i]);
    struct mount_attr read_only = {.attr_set = MOUNT_ATTR_RDONLY};
    if (options->readonly_root
        && syscall(SYS_mount_setattr, pins->late_root, "", AT_EMPTY_PATH, &read_only, sizeof read_only) < 0)
        fail("cannot make the root read-only");
}

void pivot(const struct options *options, const struct pins *pins)
{
    if (options->same_mntns || options->chroot) {
        if (chdir(options->chroot ? "/" : rootfs_path(options)) < 0)
            fail("chdir to the root");
        return;
    }
    bool by_fd = strcmp(options->root_by, "fd") == 0;
    if ((by_fd ? fchdir(pins->late_root) : chdir(rootfs_path(options))) < 0)
        fail("cannot enter the root by %s", options->root_by);
    if (syscall(SYS_pivot_root, ".", ".") < 0)
        fail("pivot_root");
    if (umount2(".", DETACH) < 0 || chdir("/") < 0)
        fail("cannot leave the old root");
}
