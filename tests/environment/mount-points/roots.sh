# Roots that lack the mount points of a container, each made anew at $folder/root for one container. run.sh sources this.
# shellcheck shell=bash disable=SC2154

# What every root has: one program, and what the container says of itself.
fill_root() {
    local name
    mkdir --parents "$1/bin"
    install "$folder/busybox" "$1/bin/busybox"
    for name in sh stat find sort awk touch rm sleep; do
        ln --symbolic busybox "$1/bin/$name"
    done
    install "$folder/look" "$1/bin/look"
    printf '#!/bin/sh\nexec sleep 60\n' >"$1/bin/pause"
    chmod +x "$1/bin/pause"
}

# The folders and links of Debian's base-files, as debootstrap leaves them: no /etc/hosts, /etc/hostname, /run/.containerenv.
make_debootstrap() {
    mkdir --parents "$1"/{boot,dev,etc,home,media,mnt,opt,proc,root,run/lock,srv,sys,usr/lib,usr/share} \
        "$1"/var/{cache,lib,log,spool}
    install --directory --mode=1777 "$1/tmp" "$1/var/tmp"
    ln --symbolic /run "$1/var/run"
    ln --symbolic /run/lock "$1/var/lock"
    ln --symbolic ../run/systemd/resolve/stub-resolv.conf "$1/etc/resolv.conf"
    echo 'root:x:0:0:root:/root:/bin/sh' >"$1/etc/passwd"
    echo 'root:x:0:' >"$1/etc/group"
    chmod 0700 "$1/root"
}

# What `podman export` gives of a container that was made of an image.
make_export() {
    [[ -e "$folder/export.tar" ]] || export_image
    tar --extract --directory "$1" --file "$folder/export.tar"
}

export_image() {
    import_image localhost/exported
    "${podman[@]}" create --name exported "${in_group[@]}" --network=none localhost/exported /bin/look >/dev/null
    "${podman[@]}" export --output "$folder/export.tar" exported
    "${podman[@]}" rm exported >/dev/null
}

import_image() {
    local source="$folder/image"
    rm --recursive --force "$source"
    mkdir --parents "$source/etc" "$source/tmp"
    fill_root "$source"
    echo 'root:x:0:0:root:/root:/bin/sh' >"$source/etc/passwd"
    tar --create --directory "$source" . | "${podman[@]}" import --quiet - "$1" >/dev/null
}

make_bare() {
    :
}

# /etc leads out of the rootfs, if anything does.
make_etc-outside() {
    ln --symbolic ../../../../../.. "$1/etc"
}

# Files that lead to the host's, if anything does; links in the middle, out of the rootfs and to another folder.
make_links() {
    mkdir --parents "$1"/{etc,real}
    ln --symbolic /etc/shadow "$1/etc/hosts"
    ln --symbolic ../../../../../../../../etc/host-name "$1/etc/hostname"
    ln --symbolic /real "$1/new"
    ln --symbolic ../../../../../.. "$1/out"
}
