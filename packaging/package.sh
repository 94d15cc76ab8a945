# What the scripts that make packages share; sourced by them, from the root of the repository.
# shellcheck shell=bash
# shellcheck disable=SC2034 # Those who source this use the variables.

name=oci-idmap-hook
version="$(sed --quiet 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)"
# Whoever builds the same commit gets the same bytes.
SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date --reference=CHANGELOG.md +%s)}"
export SOURCE_DATE_EPOCH
# Where packages go to.
packages="${OCI_IDMAP_PACKAGES:-artifacts}"
mkdir --parents "$packages"

# Publishes the executables where they are missing, or where --build asks for it.
have_executables() {
    case "${1:-}" in
        --build) packaging/build.sh ;;
        '') [[ -x artifacts/oci-idmap-hook && -x artifacts/oci-idmapctl ]] || packaging/build.sh ;;
        *)
            echo "Usage: ${0##*/} [--build]" >&2
            exit 2
            ;;
    esac
}

# A folder that goes away with the script.
make_work_folder() {
    work="$(mktemp --directory)"
    trap 'rm --recursive --force "$work"' EXIT
}

put() {
    install -D --mode="$1" "$2" "$3"
}

# Without the time and the name of the file, so that the same page gives the same bytes.
put_compressed() {
    install --directory "$(dirname "$2")"
    gzip --best --no-name --stdout "$1" >"$2"
    chmod 0644 "$2"
}

# Lays below a folder what every package of a distribution installs, at the places where it is installed.
lay_out() {
    local root="$1" page
    put 0755 artifacts/oci-idmap-hook "$root/usr/libexec/oci/hooks.d/oci-idmap-hook"
    put 0755 artifacts/oci-idmapctl "$root/usr/bin/oci-idmapctl"
    put 0644 hooks.d/oci-idmap-hook.json "$root/usr/share/containers/oci/hooks.d/oci-idmap-hook.json"
    put 0644 hooks.d/oci-idmap-hook-precreate.json "$root/usr/share/$name/podman/hooks.d/oci-idmap-hook-precreate.json"
    put 0644 hooks.d/containers.conf "$root/usr/share/$name/podman/containers.conf"
    put 0755 packaging/podman-hooks-dir "$root/usr/libexec/$name/podman-hooks-dir"
    put 0644 packaging/config.json "$root/etc/oci-idmap-hook/config.json"
    put 0644 packaging/systemd/oci-idmap-hook-agent.service "$root/usr/lib/systemd/system/oci-idmap-hook-agent.service"
    for page in packaging/man/*.[1-8]; do
        put_compressed "$page" "$root/usr/share/man/man${page##*.}/${page##*/}.gz"
    done
    put 0644 packaging/completions/oci-idmapctl.bash "$root/usr/share/bash-completion/completions/oci-idmapctl"
    put 0644 packaging/completions/oci-idmapctl.fish "$root/usr/share/fish/vendor_completions.d/oci-idmapctl.fish"
}

# Gives every file below a folder the time of the commit.
settle_times() {
    find "$1" -newermt "@$SOURCE_DATE_EPOCH" -print0 \
        | xargs --null --no-run-if-empty touch --no-dereference --date="@$SOURCE_DATE_EPOCH"
}
