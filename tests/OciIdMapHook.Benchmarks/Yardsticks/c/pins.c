#include "pins.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "file.h"
#include "place.h"
#include "tracee.h"

static int flags_of(const struct init *init, const char *number)
{
    char path[64];
    snprintf(path, sizeof path, "fdinfo/%s", number);
    char *text = read_text(openat(init->proc, path, O_RDONLY | O_CLOEXEC), path), *line = strstr(text, "flags:");
    errno = 0;
    if (line == NULL)
        fail("%s of process %d has no flags", path, init->pid);
    int flags = (int)strtol(line + 6, NULL, 8);
    free(text);
    return flags;
}

static bool names_root(const struct root *root, const struct place *place)
{
    return place->device == root->device && place->inode == root->inode;
}

static void take(const struct init *init, const struct root *root, struct pins *pins, const char *number)
{
    char path[64];
    struct place place;
    snprintf(path, sizeof path, "fd/%s", number);
    if (!find_place(init->proc, path, &place) || place.mount != root->mount)
        return;
    errno = 0;
    if (!names_root(root, &place) || pins->count == PINS_MAX)
        fail("descriptor %s of the init, below the rootfs, is not supported", number);
    pins->items[pins->count].fd = atoi(number);
    pins->items[pins->count++].flags = flags_of(init, number);
}

void find_pins(const struct init *init, const struct root *root, struct pins *pins)
{
    struct place cwd;
    DIR *folder = fdopendir(openat(init->proc, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder == NULL || !find_place(init->proc, "cwd", &cwd))
        fail("descriptors of process %d", init->pid);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.')
            take(init, root, pins, entry->d_name);
    }
    closedir(folder);
    errno = 0;
    if (cwd.mount == root->mount)
        fail("a working directory of the init in the rootfs is not supported");
}

static void prove_repointed(const struct init *init, const struct root *root, uint64_t new_mount, int fd)
{
    char path[64];
    struct place place;
    snprintf(path, sizeof path, "fd/%d", fd);
    if (!find_place(init->proc, path, &place))
        fail("%s of process %d", path, init->pid);
    if (place.mount != new_mount || !names_root(root, &place))
        fail("descriptor %d of the init does not name the new root", fd);
}

void repoint(const struct init *init, const struct root *root, const struct pins *pins, uint64_t new_mount)
{
    if (pins->count == 0)
        return;
    struct tracee tracee;
    hold(&tracee, init->pid);
    make_scratch(&tracee, root->path);
    for (int i = 0; i < pins->count; i++) {
        int flags = pins->items[i].flags, kept = (flags & O_PATH) != 0 ? O_PATH : flags;
        int opened = remote_open(&tracee, kept | O_DIRECTORY | O_CLOEXEC);
        remote_dup(&tracee, opened, pins->items[i].fd, flags & O_CLOEXEC);
        remote_close(&tracee, opened);
        prove_repointed(init, root, new_mount, pins->items[i].fd);
    }
    drop_scratch(&tracee);
    release(&tracee);
}
