# Podman as the engine of run.sh, which sources this. It finds the hook where every engine does, and for its own stage where it
# alone looks.
# shellcheck shell=bash disable=SC2154

hooks_folder=/usr/share/containers/oci/hooks.d
own_folder=/usr/share/oci-idmap-hook/podman/hooks.d

podman=() in_group=(--cgroup-parent="$control_group")
prepare_engine() {
    local driver=overlay environment=()
    [[ "$root_kind" != layers-vfs ]] || driver=vfs
    [[ "$root_kind" != layers-chowned ]] || environment=(_CONTAINERS_OVERLAY_DISABLE_IDMAP=yes)
    mkdir --parents "$folder/storage" "$hooks_folder" "$own_folder"
    # The default one needs container ids that not every map has: ping_group_range.
    printf '[containers]\ndefault_sysctls = []\n[engine]\nhooks_dir = ["%s", "%s"]\n' "$hooks_folder" "$own_folder" \
        >/etc/containers/containers.conf
    podman=(env "${environment[@]}")
    if [[ "$user" == user ]]; then
        chown 1500:1500 "$folder/storage"
        in_group=() # a user may make none, and an engine that is not told to goes on without
        podman=(setpriv --reuid=1500 --regid=1500 --clear-groups env --ignore-environment "PATH=$PATH" USER=harmless
            HOME="$folder/home" XDG_RUNTIME_DIR=/run/user/1500 "${environment[@]}")
    fi
    podman+=(podman --root "$folder/storage" --storage-driver "$driver" --events-backend=none --cgroup-manager=cgroupfs)
    # Needed for other roots too: what keeps the namespaces of a pod is of an image.
    "${podman[@]}" load --quiet --input "$folder/image.tar"
}

use_hook() {
    rm --force "$hooks_folder/oci-idmap-hook.json" "$own_folder/oci-idmap-hook-precreate.json"
    if [[ "$1" == with ]]; then
        cp "$folder/hook.json" "$hooks_folder/oci-idmap-hook.json"
        cp "$folder/precreate.json" "$own_folder/oci-idmap-hook-precreate.json"
    fi
}

run_container() {
    local runtime="$1" kind="$2" root=(--rootfs "$folder/root")
    shift 2
    case "$root_kind" in
        layers-*) root=(localhost/image) ;;
        rootfs-option-idmap) root=(--rootfs "$folder/root:idmap") ;;
        rootfs-option-overlay) root=(--rootfs "$folder/root:O") ;;
    esac
    if [[ "$kind" == pod ]]; then
        "${podman[@]}" --runtime "$runtime" pod create --name the-pod "${in_group[@]}" --network=none \
            --infra-image localhost/image --infra-command /listing "$@" >&2
        set -- --pod the-pod
    else
        set -- --network=none "$@"
    fi
    # No limits: they need controllers that not every host gives.
    timeout --kill-after=5s 60s "${podman[@]}" --runtime "$runtime" run --name the-container --log-driver=none --pids-limit=0 \
        --ulimit=nofile=1024:1024 "${in_group[@]}" --annotation="run.oci.hooks.stderr=$hook_log" "$@" \
        "${root[@]}" /listing --container "$status"
}

remove_container() {
    if [[ "$1" == pod ]]; then
        "${podman[@]}" pod rm --force --time 0 the-pod
    else
        "${podman[@]}" rm --force --time 0 the-container
    fi
}

find_layers() {
    find "$folder/storage" -path "$folder/storage/overlay/*/diff*" -prune -print \
        -o -path "$folder/storage/vfs/dir/*" -prune -print
}

# As an expression of sed's. A pod has two containers: what keeps its namespaces, and the one that is compared.
name_own_layers() {
    local layer number=0
    while read -r layer; do
        echo "s:/$layer:/(own-$((number++))):;"
    done < <(grep --only-matching --no-filename '"layer":"[0-9a-f]*"' "$folder"/storage/*-containers/*containers.json \
        | cut --delimiter='"' --fields=4)
}

# A rootless Podman leaves a process that keeps the user's namespaces.
end_engine() {
    [[ ! -e /run/user/1500/libpod/tmp/pause.pid ]] || kill -KILL "$(</run/user/1500/libpod/tmp/pause.pid)"
}
