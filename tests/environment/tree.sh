#!/usr/bin/env bash
# Makes a Debian tree that holds the container runtimes of another suite, or finds the one made before, and prints its path.
#
# Usage: tree.sh SUITE [PACKAGE…]
#
# Trees live outside the clone, in OCI_IDMAP_TEST_CACHE (/var/cache/oci-idmap-hook-tests), and are built under a temporary
# name: one that has its final name is complete. One with more packages than are asked for will do.
set -euo pipefail

suite="${1:?Usage: ${0##*/} SUITE [PACKAGE…]}"
shift
packages=(runc crun podman containerd uidmap busybox-static netavark aardvark-dns "$@")
# Debian 12 has no CRIU.
[[ "$suite" == bookworm ]] || packages+=(criu)

cache="${OCI_IDMAP_TEST_CACHE:-/var/cache/oci-idmap-hook-tests}"
tree="$cache/$suite"
wanted="$(printf '%s\n' "${packages[@]}" | sort --unique)"

is_complete() {
    local installed
    [[ -d "$tree" ]] || return
    installed="$(dpkg-query --admindir="$tree/var/lib/dpkg" --show --showformat='${db:Status-Abbrev}${binary:Package}\n' \
        | awk '$1 == "ii" { sub(/:.*/, "", $2); print $2 }' | sort --unique)"
    [[ -z "$(comm -23 <(echo "$wanted") <(echo "$installed"))" ]]
}

# The mirror that this machine itself uses for the main component of its release, in either form of apt's sources: deb822
# stanzas, or one line a source, whose options stand in brackets.
host_mirror() {
    local sources=()
    mapfile -t sources < <(find /etc/apt/sources.list.d -name '*.sources' 2>/dev/null | sort)
    if (( ${#sources[@]} > 0 )); then
        awk -v release="$1" 'BEGIN { RS = ""; FS = "\n" }
            function has(line, word) { return (line " ") ~ ("[ \t]" word "[ \t]") }
            {
                uri = ""; suite = component = 0
                for (i = 1; i <= NF; i++) {
                    if ($i ~ /^URIs:/) { split($i, words, /[ \t]+/); uri = words[2] }
                    if ($i ~ /^Suites:/) suite = has($i, release)
                    if ($i ~ /^Components:/) component = has($i, "main")
                }
                if (suite && component && uri != "") print uri
            }' "${sources[@]}"
    fi
    mapfile -t sources < <(find /etc/apt/sources.list /etc/apt/sources.list.d -name '*.list' 2>/dev/null | sort)
    if (( ${#sources[@]} > 0 )); then
        awk -v release="$1" '$1 == "deb" { sub(/\[[^]]*\]/, ""); if ($3 == release && / main( |$)/) print $2 }' "${sources[@]}"
    fi
}

# Images for clouds name a file with mirrors in it, which debootstrap does not understand.
first_mirror() {
    local uri
    uri="$(host_mirror "$1" | sed --quiet 1p)"
    if [[ "$uri" == mirror+file:* ]]; then
        uri="$(awk '/^[a-z]/ { print $1; exit }' "${uri#mirror+file:}")"
    fi
    echo "$uri"
}

if is_complete; then
    echo "$tree"
    exit
fi

# shellcheck source=/dev/null
. /etc/os-release
mirror="${OCI_IDMAP_TEST_MIRROR:-}"
if [[ -z "$mirror" && "$ID" == debian ]]; then
    mirror="$(first_mirror "${VERSION_CODENAME:?}")"
    mirror="${mirror:?No apt source of this machine names $VERSION_CODENAME: set OCI_IDMAP_TEST_MIRROR to a Debian mirror}"
fi

mkdir --parents "$cache"
exec 9>"$cache/.$suite.lock"
flock 9
if is_complete; then
    echo "$tree"
    exit
fi

building="$(mktemp --directory "$cache/.$suite.XXXXXX")"
trap 'rm --recursive --force --one-file-system "$building"' EXIT
chmod 0755 "$building"
include="$(IFS=,; echo "${packages[*]}")"
log="$cache/$suite.log"
# A mirror that is just being updated serves files that do not fit its index: one more attempt is worth it.
for attempt in first last; do
    # Where this machine is not a Debian, it has no Debian mirror of its own, and debootstrap knows the suite's.
    if debootstrap --variant=minbase --include="$include" "$suite" "$building" ${mirror:+"$mirror"} >"$log" 2>&1; then
        break
    fi
    echo "debootstrap $suite failed; the end of $log:" >&2
    tail --lines=20 "$log" >&2
    [[ "$attempt" == first ]] || exit 1
    rm --recursive --force --one-file-system "${building:?}"/*
    sleep 30
done
rm --recursive --force "$building"/var/cache/apt/archives/*.deb
rm --recursive --force --one-file-system "$tree"
mv --no-target-directory "$building" "$tree"
trap - EXIT
echo "$tree"
