#!/usr/bin/env bash
# Runs a command as root in a private mount namespace, inside a tree that tree.sh made or on the host's own tree.
#
# Usage: enter.sh TREE|host [--writes-to FOLDER] [--bind PATH]… -- COMMAND [ARGUMENT…]
#
# What the command writes in the tree lies in FOLDER afterwards, and is there again when the tree is entered with the same FOLDER.
# Without it a tree is not to be written but in /run, /tmp and /var/tmp, which are new each time.
# Each PATH of the host appears at the same place in the tree, with what is mounted below it. What is mounted in here goes away
# with the last process of it.
# In both, /dev/null, zero, full and shm are its own, and /sys/fs/cgroup is a cgroup2 mount: crun and Podman do not run on the
# hybrid layout that some hosts still have.
set -euo pipefail

usage() {
    echo "Usage: ${0##*/} TREE|host [--writes-to FOLDER] [--bind PATH]… -- COMMAND [ARGUMENT…]" >&2
    exit 2
}

if [[ "${1:-}" != --inside ]]; then
    exec unshare --mount --propagation private -- "$BASH" "${BASH_SOURCE[0]}" --inside "$@"
fi
shift

tree="${1:?}"
shift
binds=()
writes_to=
while (( $# > 0 )); do
    case "$1" in
        --writes-to)
            writes_to="${2:?}"
            shift 2
            ;;
        --bind)
            binds+=("${2:?}")
            shift 2
            ;;
        --)
            shift
            break
            ;;
        *) usage ;;
    esac
done
(( $# > 0 )) || usage

use_unified_cgroups() {
    [[ "$(stat --file-system --format=%T "$1/sys/fs/cgroup")" == cgroup2fs ]] || mount -t cgroup2 cgroup2 "$1/sys/fs/cgroup"
}

# crun gives the container's root what it has for standard streams, Podman's monitor has /dev/null for one, and that is the host's
# own node wherever devtmpfs is mounted: here these are nodes of their own, and the host's stay root's. Podman keeps its locks in
# /dev/shm, whatever its storage: these are none of the host's either.
use_own_devices() {
    local node
    mount -t tmpfs -o mode=0755 tmpfs "$1/tmp"
    mknod --mode=0666 "$1/tmp/null" c 1 3
    mknod --mode=0666 "$1/tmp/zero" c 1 5
    mknod --mode=0666 "$1/tmp/full" c 1 7
    for node in null zero full; do
        mount --bind "$1/tmp/$node" "$1/dev/$node"
    done
    umount "$1/tmp"
    mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
}

bind_all_below() {
    local path
    for path in "${binds[@]}"; do
        if [[ -d "$path" ]]; then
            mkdir --parents "$1$path"
        else
            mkdir --parents "$1${path%/*}"
            [[ -e "$1$path" ]] || touch "$1$path"
        fi
        mount --rbind "$path" "$1$path"
    done
}

if [[ "$tree" == host ]]; then
    use_unified_cgroups ''
    use_own_devices ''
    bind_all_below ''
    exec "$@"
fi

if [[ -n "$writes_to" ]]; then
    mkdir --parents "$writes_to"/{upper,work,tree}
    mount -t overlay -o "lowerdir=$tree,upperdir=$writes_to/upper,workdir=$writes_to/work" overlay "$writes_to/tree"
    tree="$writes_to/tree"
else
    mount --bind "$tree" "$tree"
fi
for path in /proc /sys /dev; do
    mount --rbind "$path" "$tree$path"
done
use_unified_cgroups "$tree"
use_own_devices "$tree"
# Fresh ones, so that the tree stays as it was made.
mount -t tmpfs -o mode=0755 tmpfs "$tree/run"
mount -t tmpfs -o mode=1777 tmpfs "$tree/tmp"
mount -t tmpfs -o mode=1777 tmpfs "$tree/var/tmp"
bind_all_below "$tree"

# pivot_root and not chroot: a process in a chroot may not create a user namespace. Pivoting onto the same place leaves the
# old root stacked below the new one, whence it is unmounted, and needs no folder for it.
here="$PWD"
cd "$tree"
pivot_root . .
# The programs are the tree's from here on.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umount --lazy .
cd "$here" 2>/dev/null || cd /
exec "$@"
