#include "root.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fail.h"
#include "file.h"
#include "place.h"

/* The kernel writes space, tab, newline and backslash of a path as \ooo. */
static char *unescape(char *path)
{
    char *to = path;
    for (const char *from = path; *from != '\0'; to++) {
        bool escaped = from[0] == '\\' && from[1] != '\0' && from[2] != '\0' && from[3] != '\0';
        *to = escaped ? (char)((from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0')) : *from;
        from += escaped ? 4 : 1;
    }
    *to = '\0';
    return path;
}

static void add_child(struct root *root, char *mount_point)
{
    if ((root->child_count & (root->child_count - 1)) == 0) {
        size_t room = root->child_count == 0 ? 1 : (size_t)root->child_count * 2;
        root->children = realloc(root->children, room * sizeof *root->children);
        if (root->children == NULL)
            fail("out of memory");
    }
    root->children[root->child_count++] = mount_point;
}

/* "id parent major:minor root mount-point ..." */
static void take_line(struct root *root, char *line)
{
    char *rest;
    uint64_t id = strtoull(line, &rest, 10), parent = strtoull(rest, &rest, 10);
    if (id != root->mount && parent != root->mount)
        return;
    strsep(&rest, " ");
    strsep(&rest, " ");
    strsep(&rest, " ");
    char *mount_point = strsep(&rest, " ");
    if (rest == NULL)
        fail("mountinfo has a line with too few fields");
    unescape(mount_point);
    id == root->mount ? (void)(root->path = mount_point) : add_child(root, mount_point);
}

static void read_mounts(struct root *root, const struct init *init)
{
    char *text = read_text(openat(init->proc, "mountinfo", O_RDONLY | O_CLOEXEC), "mountinfo");
    errno = 0;
    for (char *line; (line = strsep(&text, "\n")) != NULL && *line != '\0';)
        take_line(root, line);
    if (root->path == NULL)
        fail("the rootfs is not in the container's mount table");
    size_t length = strlen(root->path);
    for (int i = 0; i < root->child_count; i++) {
        if (strncmp(root->children[i], root->path, length) != 0 || root->children[i][length] != '/')
            fail("mount %s is not below %s", root->children[i], root->path);
        root->children[i] += length + 1;
    }
}

struct root find_root(const struct init *init, const char *path)
{
    struct open_how how = {.flags = O_PATH | O_DIRECTORY | O_CLOEXEC, .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS};
    struct place place;
    int init_root = openat(init->proc, "root", O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct root root = {.fd = (int)syscall(SYS_openat2, init_root, path, &how, sizeof how)};
    if (root.fd < 0 || !find_place(root.fd, "", &place))
        fail("the rootfs %s", path);
    close(init_root);
    errno = 0;
    if (!place.is_mount_root)
        fail("the rootfs %s is no mount point", path);
    root.mount = place.mount;
    root.device = place.device;
    root.inode = place.inode;
    read_mounts(&root, init);
    return root;
}

static int idmapped_copy(const struct root *root, int user_namespace)
{
    struct mount_attr idmap = {.attr_set = MOUNT_ATTR_IDMAP, .userns_fd = (uint64_t)user_namespace};
    int copy = (int)syscall(SYS_open_tree, root->fd, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH);
    if (copy < 0)
        fail("open_tree of %s", root->path);
    if (syscall(SYS_mount_setattr, copy, "", AT_EMPTY_PATH, &idmap, sizeof idmap) < 0)
        fail("mount_setattr of %s", root->path);
    return copy;
}

uint64_t swap_root(const struct root *root, int user_namespace)
{
    struct place place;
    int copy = idmapped_copy(root, user_namespace);
    if (syscall(SYS_move_mount, copy, "", root->fd, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH) < 0)
        fail("move_mount over %s", root->path);
    for (int i = 0; i < root->child_count; i++) {
        if (syscall(SYS_move_mount, root->fd, root->children[i], copy, root->children[i], 0) < 0)
            fail("move_mount of %s/%s", root->path, root->children[i]);
    }
    if (!find_place(copy, "", &place))
        fail("statx of the new root");
    return place.mount;
}
