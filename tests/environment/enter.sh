#!/usr/bin/env bash
# Runs a command as root in a private mount namespace, inside a tree that tree.sh made or on the host's own tree.
#
# Usage: enter.sh TREE|host [--writes-to FOLDER] [--bind PATH]… -- COMMAND [ARGUMENT…]
#
# What the command writes in the tree lies in FOLDER afterwards, and is there again when the tree is entered with the same FOLDER.
# Without it a tree is not to be written but in /run, /tmp and /var/tmp, which are new each time.
# Each PATH of the host appears at the same place in the tree, with what is mounted below it. What is mounted in here goes away
# with the last process of it.
# In both, /sys/fs/cgroup is a cgroup2 mount: crun and Podman do not run on the hybrid layout that some hosts still have.
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
umount --lazy .
cd "$here" 2>/dev/null || cd /
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
exec "$@"
