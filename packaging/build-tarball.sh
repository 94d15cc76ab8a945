#!/usr/bin/env bash
# Makes artifacts/oci-idmap-hook-VERSION-linux-x86_64.tar.gz: the static executables, all that goes with them, and an install.sh.
#
# Usage: build-tarball.sh [--build]    --build publishes the executables anew; without it only where they are missing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/package.sh
have_executables "$@"
make_work_folder

umask 0022
folder="$name-$version-linux-x86_64"
root="$work/$folder"
put 0755 artifacts/oci-idmap-hook "$root/oci-idmap-hook"
put 0755 artifacts/oci-idmapctl "$root/oci-idmapctl"
put 0755 packaging/tarball/install.sh "$root/install.sh"
for file in hooks.d/*; do
    put 0644 "$file" "$root/${file#hooks.d/}"
done
for file in packaging/config.json packaging/man/*.[1-8] packaging/completions/* packaging/systemd/* LICENSE README.md; do
    put 0644 "$file" "$root/${file#packaging/}"
done

tarball="$packages/$folder.tar.gz"
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --directory="$work" "$folder" \
    | gzip --best --no-name >"$work/tarball"
rm --force "$packages/$name"-*.tar.gz
put 0644 "$work/tarball" "$tarball"
echo "$tarball: $(stat --format=%s "$tarball") bytes"
