#!/usr/bin/env bash
# Runs containers without the hook and with it, one after the other, and writes down all that can be seen of them. For use inside
# a tree that enter.sh entered with --writes-to: users, hooks.d files, mounts and processes of this script's go away with it.
#
# Usage: run.sh FOLDER ENGINE USER ROOT
#
# FOLDER  holds image.tar and rootfs (image.sh), the hook as hook.json names it, and precreate.json for Podman's own stage, and
#         the file "cases". A line of that is the case's name, the runtime, "run" or "pod", the container's map as the host sees
#         it (u:0:100000:65536,g:0:100000:65536; - where no root is made by it), and the engine's options
# ENGINE  podman or containerd
# USER    root, or user: an ordinary one with subordinate ids
# ROOT    what the containers' roots are made of: layers-idmapped, layers-chowned, layers-vfs, layers-labelled: of the image; else
#         of a copy of the rootfs, see make_root
#
# Of each run there is FOLDER/results/CASE/{without,with}/ afterwards: exit, out and err of the engine, hook: what the hook said,
# disk: what lay on disk when the container had ended.
set -uo pipefail

here="${0%/*}"
# shellcheck disable=SC2034 # The engine's script reads them too.
folder="${1:?}" engine="${2:?}" user="${3:?}" root_kind="${4:?}"
# shellcheck disable=SC2034
status=7 # what each container ends with
hook_log="$folder/hook-log"
control_group="/${folder##*/}"

# shellcheck source=/dev/null
source "$here/$engine.sh"

# 1500: not an id of the image's, nor one that containers of the user get by themselves.
make_accounts() {
    printf '%s\n' "harmless:x:1500:1500::$folder/home:/bin/sh" 'containers:x:1501:1501::/nonexistent:/bin/false' >>/etc/passwd
    printf '%s\n' 'harmless:x:1500:' 'containers:x:1501:' >>/etc/group
    printf '%s\n' harmless:500000:65536 containers:2000000:1000000 | tee /etc/subuid >/etc/subgid
    install --directory --owner=1500 --group=1500 "$folder/home" /run/user /run/user/1500
    # Whoever the hook runs as writes there.
    install --mode=0666 /dev/null "$hook_log"
}

# A copy of the rootfs whose owners are those that a map makes of the image's; made once for each map.
shifted_copy() {
    local copy="$folder/shifted/${1//[:,]/-}"
    if [[ ! -d "$copy" ]]; then
        mkdir --parents "$copy" "$folder/source"
        mount --bind --options "X-mount.idmap=${1//,/ }" "$folder/rootfs" "$folder/source" || return
        cp --archive "$folder/source/." "$copy/"
        umount "$folder/source"
    fi
    echo "$copy"
}

make_chowned_root() {
    if [[ "$1" == u:0:* ]]; then
        cp --archive "$(shifted_copy "$1")/." "$folder/root/"
    else
        # Without an id 0 the container's own id has it all.
        cp --archive "$folder/rootfs/." "$folder/root/"
        chown --recursive --no-dereference "$(cut --delimiter=: --fields=3 <<<"$1")" "$folder/root"
    fi
}

# Makes the root of one run, which may change it, at $folder/root.
make_root() {
    local map="$1" root="$folder/root"
    rm --recursive --force "$root"
    mkdir "$root"
    case "$root_kind" in
        layers-* | overlay) ;;
        plain-chowned) make_chowned_root "$map" ;;
        *) cp --archive "$folder/rootfs/." "$root/" ;;
    esac
    case "$root_kind" in
        plain-idmapped) mount --bind --options "X-mount.idmap=${map//,/ }" "$root" "$root" ;;
        idmapped-otherwise) mount --bind --options "X-mount.idmap=u:0:3000000:65536 g:0:3000000:65536" "$root" "$root" ;;
        overlay)
            mkdir "$folder/own-upper" "$folder/own-work"
            mount -t overlay -o "lowerdir=$folder/rootfs,upperdir=$folder/own-upper,workdir=$folder/own-work" overlay "$root"
            ;;
        tmpfs)
            mount -t tmpfs -o mode=0755 tmpfs "$root"
            cp --archive "$folder/rootfs/." "$root/"
            ;;
    esac
}

remove_root() {
    if mountpoint --quiet "$folder/root"; then
        umount "$folder/root"
    fi
    rm --recursive --force "$folder/own-upper" "$folder/own-work"
}

# Those of one container's own have a name that is always the same.
list_disk() {
    local path layers=("$folder/root")
    [[ "$root_kind" != overlay ]] || layers=("$folder/rootfs" "$folder/own-upper")
    [[ "$root_kind" != layers-* ]] || mapfile -t layers < <(find_layers)
    for path in "${layers[@]}"; do
        "$folder/rootfs/listing" "$path"
    done | sed "s:^$folder/::; $(name_own_layers)"
}

run_once() {
    local result="$folder/results/$1/$5" runtime="$2" kind="$3" map="$4" hooked="$5"
    shift 5
    mkdir --parents "$result"
    : >"$hook_log"
    { use_hook "$hooked" && make_root "$map"; } >"$result/err" 2>&1
    # Pipes: a runtime gives the standard streams of a container to its root, and /dev/null is the host's.
    : | run_container "$runtime" "$kind" "$@" 2>>"$result/err" | cat >"$result/out"
    echo "${PIPESTATUS[1]}" >"$result/exit"
    cp "$hook_log" "$result/hook"
    # A container's own layer goes with it; what an engine mounted over a folder does so too, and hides it until then.
    [[ "$root_kind" != layers-* ]] || list_disk >"$result/disk"
    remove_container "$kind" >/dev/null 2>&1
    [[ "$root_kind" == layers-* ]] || list_disk >"$result/disk"
    remove_root
}

make_accounts
# As on a host: a rootless engine has a mount namespace of its own from its first command on, and sees what is mounted later.
mount --make-shared "$folder"
prepare_engine || exit
while read -r name runtime kind map options; do
    for hooked in without with; do
        # Options of engines here hold no blanks.
        # shellcheck disable=SC2086
        run_once "$name" "$runtime" "$kind" "$map" "$hooked" $options
    done
done <"$folder/cases"
end_engine
find "/sys/fs/cgroup$control_group" -depth -type d -exec rmdir {} + 2>/dev/null
exit 0
