#!/usr/bin/env bash
# Makes every package, the bill of materials and SHA256SUMS in artifacts/, or in the folder that OCI_IDMAP_PACKAGES names.
#
# Usage: build-all.sh [--build]    --build publishes the executables anew; without it only where they are missing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/package.sh
have_executables "$@"

packaging/build-deb.sh
packaging/build-rpm.sh
packaging/build-tarball.sh
packaging/build-sbom.sh
cd "$packages"
sha256sum "$name"_*.deb "$name"-*.rpm "$name"-*.tar.gz "$name"-*.cdx.json >SHA256SUMS
echo "$packages/SHA256SUMS: $(wc --lines <SHA256SUMS) files"
