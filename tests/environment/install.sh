#!/usr/bin/env bash
# Installs what the build and the tests need on a fresh Debian 12 (or later) or Ubuntu. Only what is missing is asked of
# apt, so that a machine that has everything needs no network. Where the .NET SDK is missing and apt has none, its vendor's
# install script brings it into a cache of this project's own (see packaging/dotnet.sh).
#
# Usage: install.sh            all that tests/run.sh needs
#        install.sh --demo     all that packaging/demo.sh needs
#        install.sh --bench    all that tests need, and the compiler of the yardsticks in Go
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=tests/environment/packages.sh
. tests/environment/packages.sh
# shellcheck source=packaging/dotnet.sh
. packaging/dotnet.sh

apt_updated=
apt_update() {
    [[ -n "$apt_updated" ]] || apt-get --quiet --quiet update >&2
    apt_updated=yes
}

apt_install() {
    local missing=() package
    for package in "$@"; do
        [[ "$package" == runc ]] && has_foreign_runc && continue
        is_installed "$package" || missing+=("$package")
    done
    if (( ${#missing[@]} == 0 )); then
        return
    fi
    echo "Installing ${missing[*]}" >&2
    apt_update
    DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet --yes --no-install-recommends install "${missing[@]}" >&2
}

install_where_offered() {
    is_installed "$1" && return
    apt_update
    if apt-cache show "$1" >/dev/null 2>&1; then
        apt_install "$1"
    fi
}

install_icu() {
    [[ -z "$(installed_icu)" ]] || return 0
    apt_update
    # shellcheck disable=SC2046 # A name, or nothing where there is no such package; .NET then says what it misses.
    apt_install $(offered_icu)
}

install_dotnet_sdk() {
    local package
    package="dotnet-sdk-$(dotnet_channel)"
    if use_dotnet; then
        return
    fi
    apt_update
    if apt-cache show "$package" >/dev/null 2>&1; then
        apt_install "$package"
    fi
    if ! use_dotnet; then
        apt_install "${to_fetch_dotnet[@]}"
        fetch_dotnet
    fi
}

case "${1:-}" in
    '' | --demo | --bench) ;;
    *)
        echo "Usage: ${0##*/} [--demo | --bench]" >&2
        exit 2
        ;;
esac
if (( EUID != 0 )); then
    echo "Run this as root: it installs packages, and containers with user namespaces are made by root here." >&2
    exit 1
fi

mapfile -t packages < <(packages_for "${1:-}")
apt_install "${packages[@]}"
install_icu
[[ "${1:-}" == --demo ]] || install_where_offered "${where_offered[@]}"
install_dotnet_sdk
