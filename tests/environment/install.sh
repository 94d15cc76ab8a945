#!/usr/bin/env bash
# Installs what the build and the tests need on a fresh Debian 12 (or later) or Ubuntu. Only what is missing is asked of
# apt, so that a machine that has everything needs no network.
#
# Usage: install.sh            all that tests/run.sh needs
#        install.sh --demo     all that packaging/demo.sh needs
#        install.sh --bench    all that tests need, and the compiler of the yardsticks in Go
set -euo pipefail

to_build=(gcc libc6-dev zlib1g-dev)
to_demonstrate=(runc busybox-static)
to_package=(jq rpm)
to_test=(crun podman uidmap debootstrap debian-archive-keyring gcc-aarch64-linux-gnu libc6-dev-arm64-cross strace
    e2fsprogs xfsprogs btrfs-progs squashfs-tools erofs-utils squashfuse libcap2-bin acl tmux
    lintian mandoc man-db fish zsh)
to_measure=(golang-go)

is_installed() {
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

apt_install() {
    local missing=() package
    for package in "$@"; do
        # Docker's own packages bring runc inside containerd.io, which conflicts with the distribution's.
        [[ "$package" == runc ]] && command -v runc >/dev/null && continue
        is_installed "$package" || missing+=("$package")
    done
    if (( ${#missing[@]} == 0 )); then
        return
    fi
    echo "Installing ${missing[*]}" >&2
    apt-get --quiet --quiet update >&2
    DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet --yes --no-install-recommends install "${missing[@]}" >&2
}

# global.json asks for an SDK 10; its roll-forward takes any feature band of it.
has_dotnet_sdk() {
    command -v dotnet >/dev/null && dotnet --list-sdks | grep --quiet '^10\.'
}

install_dotnet_sdk() {
    if has_dotnet_sdk; then
        return
    fi
    if apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1 || { apt-get --quiet --quiet update >&2 \
        && apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; }; then
        apt_install dotnet-sdk-10.0
    fi
    if ! has_dotnet_sdk; then
        echo "The .NET SDK 10 is missing and apt does not offer dotnet-sdk-10.0 here:" \
            "install it as its download page says for Debian, then run this again." >&2
        exit 1
    fi
}

if (( EUID != 0 )); then
    echo "Run this as root: it installs packages, and containers with user namespaces are made by root here." >&2
    exit 1
fi

install_dotnet_sdk
case "${1:-}" in
    --demo) apt_install "${to_build[@]}" "${to_demonstrate[@]}" ;;
    '') apt_install "${to_build[@]}" "${to_demonstrate[@]}" "${to_package[@]}" "${to_test[@]}" ;;
    --bench) apt_install "${to_build[@]}" "${to_demonstrate[@]}" "${to_package[@]}" "${to_test[@]}" "${to_measure[@]}" ;;
    *)
        echo "Usage: ${0##*/} [--demo | --bench]" >&2
        exit 2
        ;;
esac
