#!/usr/bin/env bash
# Makes an image of two layers for the harmlessness suite, as docker-archive: FOLDER/image.tar, named localhost/image, and what it
# unpacks to: FOLDER/rootfs. Files of several owners are in it, and each kind of file, mode and extended attribute that a wrong
# owner or a chown would be seen by.
#
# Usage: image.sh FOLDER PROGRAM    PROGRAM, a static one, is /listing in the image; what it says of the rootfs is printed
set -euo pipefail

folder="${1:?Usage: ${0##*/} FOLDER PROGRAM}"
program="${2:?Usage: ${0##*/} FOLDER PROGRAM}"
umask 0022

"${0%/*}/../rootfs.sh" "$folder/rootfs"
cd "$folder/rootfs"
# One link rather than one for each applet: the file list is compared hundreds of times.
find usr/bin -type l ! -name sh ! -name cat ! -name sleep -delete
rm --recursive volume
install "$program" listing
# Where engines put things, so that none of them has to make a folder as the container's root.
mkdir --parents data/folder/nested run/lock var/log sys/fs/cgroup
ln --symbolic --force ../run var/run
ln --symbolic /proc/mounts etc/mtab
install --mode=4755 /dev/null data/setuid
install --mode=2755 --group=34 /dev/null data/setgid
install --mode=0640 --owner=33 --group=33 /dev/null data/of-www-data
install --mode=0600 --owner=1000 --group=1000 /dev/null data/of-a-user
install --mode=0600 --owner=65534 --group=65534 /dev/null data/of-nobody
install --directory --mode=1777 data/sticky
install --directory --mode=2770 --owner=33 --group=34 data/folder/of-a-group
install --mode=0755 /dev/null data/capable
setcap cap_net_raw=ep data/capable
touch data/{attributed,append-to-me,rename-me,remove-me,give-me-away}
setfattr --name=user.origin --value=lower data/attributed
setfacl --modify=u:33:rw,g:1000:r data/attributed
ln data/append-to-me data/hard-link
ln --symbolic of-www-data data/link
ln --symbolic /nowhere data/dangling
chown --no-dereference 33:33 data/link
mkfifo --mode=0622 data/fifo

# The upper layer of the image changes some of it: an owner, a mode, a folder's.
layer="$folder/upper"
mkdir --parents "$layer/data/folder"
install --mode=0604 --owner=34 --group=33 /dev/null "$layer/data/of-www-data"
install --mode=0644 --owner=0 --group=0 /dev/null "$layer/data/folder/above"
chown 0:34 "$layer/data/folder"
chmod 0775 "$layer/data/folder"

archive() { tar --create --xattrs --xattrs-include='*' --numeric-owner --sort=name --directory "$1" --file "$2" .; }
digest() { sha256sum "$1" | cut --characters=-64; }

archive "$folder/rootfs" "$folder/lower.tar"
archive "$layer" "$folder/upper.tar"
cp --archive "$layer/." "$folder/rootfs/"
cat >"$folder/config.json" <<END
{
  "architecture": "amd64", "os": "linux", "created": "2000-01-01T00:00:00Z",
  "config": { "Env": ["PATH=/usr/bin"], "Cmd": ["/listing", "--container", "0"] },
  "rootfs": { "type": "layers", "diff_ids": ["sha256:$(digest "$folder/lower.tar")", "sha256:$(digest "$folder/upper.tar")"] },
  "history": [{ "created": "2000-01-01T00:00:00Z" }, { "created": "2000-01-01T00:00:00Z" }]
}
END
cat >"$folder/manifest.json" <<END
[{ "Config": "config.json", "RepoTags": ["localhost/image:latest"], "Layers": ["lower.tar", "upper.tar"] }]
END
tar --create --directory "$folder" --file "$folder/image.tar" manifest.json config.json lower.tar upper.tar
"$folder/rootfs/listing" "$folder/rootfs"
