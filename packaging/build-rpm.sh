#!/usr/bin/env bash
# Makes artifacts/oci-idmap-hook-VERSION-1.x86_64.rpm of the published executables, with rpmbuild of any distribution.
#
# Usage: build-rpm.sh [--build]    --build publishes the executables anew; without it only where they are missing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/package.sh
have_executables "$@"
make_work_folder

umask 0022
lay_out "$work/tree"
put 0644 packaging/completions/_oci-idmapctl "$work/tree/usr/share/zsh/site-functions/_oci-idmapctl"
settle_times "$work/tree"

if ! rpmbuild -bb --quiet --target x86_64-linux --define "_topdir $work/rpm" --define "package_version $version" \
    --define "tree $work/tree" --define "documents $PWD" packaging/rpm/oci-idmap-hook.spec >"$work/log" 2>&1; then
    cat "$work/log" >&2
    exit 1
fi
rm --force "$packages/$name"-*.rpm
cp "$work"/rpm/RPMS/x86_64/*.rpm "$packages/"
for package in "$packages/$name"-*.rpm; do
    echo "$package: $(stat --format=%s "$package") bytes"
done
