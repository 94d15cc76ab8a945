/*
 * Lists every file below folders: what the harmlessness suite compares of containers with the hook and without it.
 *
 * Usage: listing FOLDER…             a line a file: path, type and mode, owner, links, device, link's target, attributes
 *        listing --container STATUS  as a container's command: changes some files, lists all, shows maps and mounts, and ends so
 *        listing                     waits, as what keeps the namespaces of a pod
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <linux/magic.h>

enum { NAMES_SIZE = 4096, VALUE_SIZE = 4096, COPY_SIZE = 65536, OPEN_FOLDERS = 32 };

static int by_text(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static void show_value(const char *path, const char *name)
{
    unsigned char value[VALUE_SIZE];
    ssize_t length = lgetxattr(path, name, value, sizeof value);
    printf(" %s=", name);
    if (length < 0)
        printf("(%s)", strerror(errno));
    for (ssize_t i = 0; i < length; i++)
        printf("%02x", value[i]);
}

static void show_attributes(const char *path)
{
    static char names[NAMES_SIZE];
    char *sorted[NAMES_SIZE / 2];
    int count = 0;
    ssize_t length = llistxattr(path, names, sizeof names);
    if (length < 0 && errno != EOPNOTSUPP)
        printf(" (%s)", strerror(errno));
    for (char *name = names; length > 0 && name < names + length; name += strlen(name) + 1)
        sorted[count++] = name;
    qsort(sorted, (size_t)count, sizeof *sorted, by_text);
    for (int i = 0; i < count; i++)
        show_value(path, sorted[i]);
}

/* The kernel's own: they are no files of the container's. */
static bool is_kernel_s(const char *path)
{
    struct statfs fs;
    return statfs(path, &fs) == 0
        && (fs.f_type == PROC_SUPER_MAGIC || fs.f_type == SYSFS_MAGIC || fs.f_type == CGROUP_SUPER_MAGIC
            || fs.f_type == CGROUP2_SUPER_MAGIC);
}

static int show(const char *path, const struct stat *file, int kind, struct FTW *where)
{
    (void)where;
    if (kind == FTW_NS) {
        printf("%s cannot be looked at\n", path);
        return FTW_CONTINUE;
    }
    printf("%s %06o %u:%u", path, file->st_mode, file->st_uid, file->st_gid);
    if (!S_ISDIR(file->st_mode))
        printf(" %lu", (unsigned long)file->st_nlink);
    if (S_ISBLK(file->st_mode) || S_ISCHR(file->st_mode))
        printf(" %u:%u", major(file->st_rdev), minor(file->st_rdev));
    if (S_ISLNK(file->st_mode)) {
        char target[VALUE_SIZE];
        ssize_t length = readlink(path, target, sizeof target);
        printf(" -> %.*s", length < 0 ? 0 : (int)length, target);
    }
    show_attributes(path);
    puts(kind == FTW_DNR ? " cannot be read" : "");
    return kind == FTW_D && is_kernel_s(path) ? FTW_SKIP_SUBTREE : FTW_CONTINUE;
}

static void list(const char *folder)
{
    if (nftw(folder, show, OPEN_FOLDERS, FTW_PHYS | FTW_ACTIONRETVAL) != 0)
        printf("%s: %s\n", folder, strerror(errno));
}

static void show_change(const char *what, bool done)
{
    printf("%s: %s\n", what, done ? "done" : strerror(errno));
}

static bool write_to(const char *path, int flags)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | flags, 0644);
    bool written = fd >= 0 && write(fd, "x\n", 2) == 2;
    if (fd >= 0)
        close(fd);
    return written;
}

/* Each is a way to bring a file of the image's to the container's own layer. */
static void change_files(void)
{
    show_change("make a file", write_to("/made", O_CREAT | O_EXCL));
    show_change("make a folder", mkdir("/data/made", 0750) == 0);
    show_change("append", write_to("/data/append-to-me", O_APPEND));
    show_change("rename", rename("/data/rename-me", "/data/renamed") == 0);
    show_change("remove", unlink("/data/remove-me") == 0);
    show_change("give away", chown("/data/give-me-away", 33, 34) == 0);
    show_change("change the mode", chmod("/data/of-www-data", 0600) == 0);
    show_change("change an attribute", lsetxattr("/data/attributed", "user.changed", "1", 1, 0) == 0);
}

static void copy(const char *path)
{
    static char text[COPY_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length;
    printf("== %s\n", path);
    fflush(stdout);
    while (fd >= 0 && (length = read(fd, text, sizeof text)) > 0) {
        if (write(STDOUT_FILENO, text, (size_t)length) != length)
            exit(EXIT_FAILURE);
    }
}

int main(int count, char **arguments)
{
    if (count == 3 && strcmp(arguments[1], "--container") == 0) {
        puts("== files");
        list("/");
        puts("== changes");
        change_files();
        puts("== files afterwards");
        list("/");
        copy("/proc/self/uid_map");
        copy("/proc/self/gid_map");
        copy("/proc/self/mountinfo");
        return atoi(arguments[2]);
    }
    if (count == 1)
        pause();
    for (int i = 1; i < count; i++)
        list(arguments[i]);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
