#!/usr/bin/env bash
# Runs containers of Podman on roots that lack mount points, without a user namespace and without the hook, and with both, and
# writes down what they see and what lies on disk afterwards. For use inside a tree that enter.sh entered with --writes-to.
#
# Usage: run.sh FOLDER RUNTIME
#
# FOLDER  holds busybox, the script "look", hooks.d with the hook's two files, and the file "cases". A line of that is the case's
#         name, the root's kind (roots.sh), and what is asked of Podman: see options_of
#
# Of each run there is FOLDER/results/RUNTIME/CASE/{without,with}/ afterwards: exit, out, err, disk.
set -uo pipefail

here="${0%/*}"
folder="${1:?}" runtime="${2:?}"
control_group="/${folder##*/}"
in_group=(--cgroup-parent="$control_group" --log-driver=k8s-file --pids-limit=0 --ulimit=nofile=1024:1024)
# On another file system than the roots: what a container sees of its root is told apart by that.
things=/run/things
mapped=(--uidmap=0:100000:65536)

# shellcheck source=tests/environment/mount-points/roots.sh
source "$here/roots.sh"

podman=(podman --root "$folder/storage" --runroot "/run/$runtime"
    --events-backend=none --cgroup-manager=cgroupfs --runtime "$runtime")

# By the configuration and not by --hooks-dir: what restarts a container is a Podman of its own, which is not told.
use_hooks() {
    printf '[containers]\ndefault_sysctls = []\n[engine]\nhooks_dir = ["%s"]\n' "$1" >/etc/containers/containers.conf
}

# Each on places of its own: Podman gives mounts to the runtime in an order by chance, and the first one makes what several need.
options_of() {
    case "$1" in
        read-only) options=(--read-only) ;;
        systemd) options=(--systemd=always) ;;
        init) options=(--init --init-path "$things/init") ;;
        workdir) options=(--workdir /not/there) ;;
        volumes)
            options=(--volume "$things/volume:/new-a/folder" --volume "$things/volume/file:/new-b/file"
                --volume "$things/volume:/new-a/folder/nested" --volume "$things/volume:/new/deep/er"
                --volume "$things/volume:/out/new-e" --tmpfs /new-c/tmp)
            ;;
        secrets) options=(--secret hidden "--secret=hidden,target=/new-d/secret") ;;
        *) options=() ;;
    esac
}

run_container() {
    local root="$1" kind="$2"
    shift 2
    case "$kind" in
        pod)
            "${podman[@]}" pod create --name the-pod --cgroup-parent="$control_group" --network=none \
                --infra-image localhost/pause --infra-command /bin/pause "$@" >&2
            timeout --kill-after=5s 60s "${podman[@]}" run --name the-container "${in_group[@]}" --pod the-pod \
                --rootfs "$root" /bin/look
            ;;
        restart)
            "${podman[@]}" create --name the-container "${in_group[@]}" --network=none --restart=on-failure:1 "$@" \
                --rootfs "$root" /bin/look >&2
            "${podman[@]}" start the-container >&2
            wait_for_restart
            "${podman[@]}" logs the-container
            return "$("${podman[@]}" inspect --format '{{.State.ExitCode}}' the-container)"
            ;;
        *)
            timeout --kill-after=5s 60s "${podman[@]}" run --name the-container "${in_group[@]}" --network=none \
                "${options[@]}" "$@" --rootfs "$root" /bin/look
            ;;
    esac
}

wait_for_restart() {
    local tries
    for (( tries = 0; tries < 100; tries++ )); do
        [[ "$("${podman[@]}" inspect --format '{{.RestartCount}} {{.State.Status}}' the-container)" != '1 exited' ]] || return 0
        sleep 0.1
    done
    echo 'not restarted' >&2
}

# Of an overlay of Podman's what it has written; what is made by it and what by the container is not told apart.
list_disk() {
    local disk="$folder/root"
    [[ "$1" != overlay ]] || disk="$(echo "$folder"/storage/overlay-containers/*/rootfs/upper)"
    find "$disk" -printf '%U:%G %m %y %P %l\n' | sort --key=4
}

run_once() {
    local result="$folder/results/$runtime/$1/$4" root="$folder/root"
    mkdir --parents "$result"
    rm --recursive --force "$root"
    mkdir "$root"
    fill_root "$root"
    "make_$2" "$root"
    [[ "$3" != overlay ]] || root="$root:O"
    options_of "$3"
    if [[ "$4" == with ]]; then
        use_hooks "$folder/hooks.d"
        set -- "$1" "$2" "$3" "${mapped[@]}"
    else
        use_hooks "$folder/no-hooks.d"
        set -- "$1" "$2" "$3"
    fi
    : | run_container "$root" "$3" "${@:4}" 2>"$result/err" | cat >"$result/out"
    echo "${PIPESTATUS[1]}" >"$result/exit"
    list_disk "$3" >"$result/disk"
    [[ "$3" != pod ]] || "${podman[@]}" pod rm --all --force --time 0 >/dev/null 2>&1
    "${podman[@]}" rm --all --force --time 0 >/dev/null 2>&1
}

mkdir --parents "$folder"/{storage,no-hooks.d} "$things"
mount -t ramfs -o mode=0755 ramfs "$things"
mkdir --parents "$things"/volume/{nested,sub}
touch "$things/volume/file"
use_hooks "$folder/no-hooks.d"
# Stands for catatonit, which Debian's Podman only suggests.
printf '#!/bin/sh\nshift\nexec "$@"\n' >"$things/init"
chmod +x "$things/init"
import_image localhost/pause
echo secret | "${podman[@]}" secret create hidden - >/dev/null
while read -r name root kind; do
    run_once "$name" "$root" "$kind" without
    run_once "$name" "$root" "$kind" with
done <"$folder/cases"
# Its links lead everywhere.
rm --recursive --force "$folder/root"
find "/sys/fs/cgroup$control_group" -depth -type d -exec rmdir {} + 2>/dev/null
exit 0
