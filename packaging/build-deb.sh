#!/usr/bin/env bash
# Makes artifacts/oci-idmap-hook_VERSION_amd64.deb of the published executables.
#
# Usage: build-deb.sh [--build]    --build publishes the executables anew; without it only where they are missing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/package.sh
have_executables "$@"
make_work_folder

revision="$(sed --quiet '1s/.*(\(.*\)).*/\1/p' packaging/debian/changelog)"
if [[ "${revision%-*}" != "$version" ]]; then
    echo "packaging/debian/changelog begins with $revision, and Directory.Build.props says $version." >&2
    exit 1
fi

umask 0022
root="$work/root"
lay_out "$root"
put 0644 packaging/completions/_oci-idmapctl "$root/usr/share/zsh/vendor-completions/_oci-idmapctl"
documents="$root/usr/share/doc/$name"
put 0644 packaging/debian/copyright "$documents/copyright"
put 0644 README.md "$documents/README.md"
put_compressed packaging/debian/changelog "$documents/changelog.Debian.gz"
put_compressed CHANGELOG.md "$documents/changelog.gz"
put 0644 packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/$name"

(cd "$root" && find usr -type f -print0 | sort --zero-terminated | xargs --null md5sum) >"$work/md5sums"
put 0644 "$work/md5sums" "$root/DEBIAN/md5sums"
for script in preinst postinst prerm postrm; do
    if [[ -e packaging/debian/$script ]]; then
        put 0755 "packaging/debian/$script" "$root/DEBIAN/$script"
    fi
done
put 0644 packaging/debian/conffiles "$root/DEBIAN/conffiles"
size="$(du --summarize --apparent-size --block-size=1K --exclude=DEBIAN "$root" | cut --fields=1)"
sed --expression="s/@VERSION@/$revision/" --expression="s/@SIZE@/$size/" packaging/debian/control >"$root/DEBIAN/control"
settle_times "$root"

package="$packages/${name}_${revision}_amd64.deb"
rm --force "$packages/$name"_*.deb
# One thread, because how many there are shows in what xz writes.
dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$root" "$package" >/dev/null
echo "$package: $(stat --format=%s "$package") bytes"
