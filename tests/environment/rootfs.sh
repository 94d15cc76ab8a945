#!/usr/bin/env bash
# Makes a busybox rootfs owned by root:root, with everything in it that a runtime would otherwise have to create: with a
# user namespace it would do so as the container's root, who may not write here before the hook has run.
#
# Usage: rootfs.sh DIRECTORY
set -euo pipefail

rootfs="${1:?Usage: ${0##*/} DIRECTORY}"
busybox="$(command -v busybox)"
if ldd "$busybox" >/dev/null 2>&1; then
    echo "$busybox is linked dynamically: install busybox-static" >&2
    exit 1
fi

umask 0022
mkdir --parents "$rootfs"/{dev/pts,dev/shm,dev/mqueue,etc,home,proc,root,run/secrets,sys/fs/cgroup,usr/bin,var/tmp}
install --directory --mode=1777 "$rootfs/tmp"
ln --symbolic --force --no-dereference usr/bin "$rootfs/bin"
ln --symbolic --force --no-dereference usr/bin "$rootfs/sbin"
install "$busybox" "$rootfs/usr/bin/busybox"
# In there, so that the links point to where the program is in the container; one process rather than one an applet.
chroot "$rootfs" /usr/bin/busybox --install -s /usr/bin
echo 'root:x:0:0:root:/root:/bin/sh' >"$rootfs/etc/passwd"
echo 'root:x:0:' >"$rootfs/etc/group"
touch "$rootfs"/etc/{hosts,hostname,resolv.conf} "$rootfs/run/.containerenv"
# Mount points for the tests' volumes, and a file of root's to look at.
mkdir --parents "$rootfs"/volume/{folder/nested,tmpfs,stacked}
touch "$rootfs/volume/file"
echo 'written by root on the host' >"$rootfs/etc/made-by-host-root"
chown --recursive --no-dereference 0:0 "$rootfs"
