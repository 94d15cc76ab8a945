#!/usr/bin/env bash
# Runs one container under a containerd of its own, which ends with it. For use inside a tree that enter.sh entered: sockets lie
# in the /run of that. What the daemon stores and says goes to FOLDER.
#
# Usage: containerd.sh FOLDER CTR-ARGUMENT…
#        containerd.sh FOLDER -- COMMAND [ARGUMENT…]    which may call ctr
set -euo pipefail

folder="${1:?Usage: ${0##*/} FOLDER CTR-ARGUMENT…}"
shift
socket=/run/containerd/test.sock

mkdir --parents "$folder" "${socket%/*}"
cat >"$folder/config.toml" <<END
version = 2
root = "$folder/root"
state = "$folder/state"
# Nothing is for a cluster here, and no file system but the host's.
disabled_plugins = [
    "io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime", "io.containerd.nri.v1.nri",
    "io.containerd.snapshotter.v1.blockfile", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper",
    "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp",
]
[grpc]
address = "$socket"
# ctr keeps no lease of a layer whose ids it has mapped: collected between that and its use, it would be missing once in thousands
# of starts.
[plugins."io.containerd.gc.v1.scheduler"]
startup_delay = "24h"
mutation_threshold = 1000000000
END

containerd --config "$folder/config.toml" >"$folder/log" 2>&1 &
daemon=$!
trap 'kill "$daemon" 2>/dev/null && wait "$daemon" || true' EXIT
for (( attempt = 0; attempt < 1000; attempt++ )); do
    [[ -S "$socket" ]] && break
    if ! kill -0 "$daemon" 2>/dev/null; then
        echo 'containerd ended before it listened:' >&2
        cat "$folder/log" >&2
        exit 1
    fi
    sleep 0.02
done

export CONTAINERD_ADDRESS="$socket"
if [[ "$1" == -- ]]; then
    shift
    "$@"
else
    ctr "$@"
fi
