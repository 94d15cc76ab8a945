# The packages that building, demonstrating, testing and measuring need beyond what every Debian and Ubuntu has, and what is asked
# of dpkg about them; sourced by install.sh and programs.sh. Every program that a script or a test here runs is in one of these,
# in a package that these depend on, or in an essential one.
# shellcheck shell=bash
# shellcheck disable=SC2034 # Those who source this use the lists.

# Where the SDK of .NET is not a package that depends on them itself. Its ICU is found by installed_icu and offered_icu.
to_run_dotnet=(ca-certificates openssl libgssapi-krb5-2 libstdc++6 tzdata)
to_fetch_dotnet=(curl jq)
to_build=(gcc binutils libc6-dev zlib1g-dev)
to_demonstrate=(runc busybox-static)
to_package=(git jq rpm)
to_test=(crun podman uidmap debootstrap debian-archive-keyring gcc-aarch64-linux-gnu libc6-dev-arm64-cross strace
    mount passwd procps curl e2fsprogs xfsprogs btrfs-progs squashfs-tools erofs-utils squashfuse libcap2-bin acl attr tmux
    lintian mandoc man-db fish zsh shellcheck clang-format)
# From Debian 14 on pivot_root is in this one, which older releases of Ubuntu have not.
where_offered=(util-linux-extra)
to_measure=(golang-go)

# Prints the packages of a purpose: --demo, --bench, or nothing for the tests.
packages_for() {
    local packages=("${to_run_dotnet[@]}" "${to_build[@]}" "${to_demonstrate[@]}")
    [[ "$1" == --demo ]] || packages+=("${to_package[@]}" "${to_test[@]}")
    [[ "$1" != --bench ]] || packages+=("${to_measure[@]}")
    printf '%s\n' "${packages[@]}" | sort --unique
}

is_installed() {
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# ICU's package has another name in each release: the one that is installed, or the one that apt offers. Nothing if there is none.
installed_icu() {
    { dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' 'libicu[0-9]*' 2>/dev/null || true; } \
        | sed --quiet 's/^installed //p' | sort --unique
}
offered_icu() {
    { apt-cache depends libicu-dev 2>/dev/null || true; } | sed --quiet 's/^ *Depends: \(libicu[0-9][0-9a-z]*\)$/\1/p'
}

# Docker's own packages bring runc inside containerd.io, which conflicts with the distribution's.
has_foreign_runc() {
    ! is_installed runc && command -v runc >/dev/null
}
