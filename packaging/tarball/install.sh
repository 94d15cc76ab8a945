#!/bin/sh
# Installs the hook of this folder, with everything that this folder holds for it. Run as root.
# What is said after the name goes to "oci-idmapctl install".
set -eu
cd "$(dirname "$0")"
exec ./oci-idmapctl install "$@"
