# containerd as the engine of run.sh, which sources this. It reads no hooks.d: what stands before the runtime puts the hook into
# the bundle, as what adds hooks for containerd does.
# shellcheck shell=bash disable=SC2154

prepare_engine() {
    ctr image import "$folder/image.tar"
}

use_hook() {
    hooks=
    [[ "$1" == without ]] || hooks="s|^{|{\"hooks\":{\"createRuntime\":[$(<"$folder/hook-of-bundle.json")]},|;"
}

# Before the real ones in PATH, and whatever the runtime under it: containerd 1.7 forgets --runc-binary where ids are mapped.
stand_before_runtime() {
    # No resources, by a name that runtimes do not know: they need controllers that not every host gives.
    cat >/usr/local/sbin/runc <<END
#!/bin/sh
for argument; do
    [ "\$before" != --bundle ] || bundle=\$argument
    before=\$argument
done
case " \$* " in
    *" create "*) sed --in-place '1{$hooks s|"resources":|"no-resources":|}' "\$bundle/config.json" ;;
esac
exec $1 "\$@"
END
    chmod +x /usr/local/sbin/runc
}

run_container() {
    local runtime="$1" root=(--rootfs "$folder/root")
    shift 2
    stand_before_runtime "$(PATH=/usr/sbin:/usr/bin command -v "$runtime")"
    [[ "$root_kind" != layers-* ]] || root=(localhost/image:latest)
    [[ "$root_kind" != layers-labelled ]] || set -- --remap-labels "$@"
    timeout --kill-after=5s 60s ctr run --cgroup "$control_group" --annotation "run.oci.hooks.stderr=$hook_log" "$@" \
        "${root[@]}" the-container /listing --container "$status"
}

remove_container() {
    ctr task delete --force the-container
    ctr container delete the-container
}

# Those that the container's root is made of, the uppermost first.
find_layers() {
    ctr snapshots mounts /nowhere the-container | grep --only-matching "$folder/containerd/[^:, ]*/snapshots/[0-9]*/fs" \
        | sort --unique --version-sort --reverse
}

# As an expression of sed's. Snapshots are numbered, and made anew whenever no container uses them.
name_own_layers() {
    local layer number=0
    for layer in $(find_layers | grep --only-matching 'snapshots/[0-9]*'); do
        echo "s:/$layer/:/(layer-$((number++)))/:;"
    done
}

end_engine() {
    :
}
