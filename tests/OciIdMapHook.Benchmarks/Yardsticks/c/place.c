#include "place.h"

#include <fcntl.h>
#include <linux/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

bool find_place(int folder, const char *path, struct place *place)
{
    struct statx status;
    if (syscall(SYS_statx, folder, path, *path == '\0' ? AT_EMPTY_PATH : 0, STATX_INO | STATX_MNT_ID, &status) < 0)
        return false;
    place->mount = status.stx_mnt_id;
    place->device = makedev(status.stx_dev_major, status.stx_dev_minor);
    place->inode = status.stx_ino;
    place->is_mount_root = (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
    return true;
}
