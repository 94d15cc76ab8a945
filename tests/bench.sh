#!/usr/bin/env bash
# Measures the hook against what else does its job, and prints tables of it. The results are left in artifacts/bench: results.json
# with the spread of every figure, and files.svg. Takes about six minutes; run nothing else beside it.
#
# Usage: bench.sh [--check] [--update-figures]
#        --check            the exit code is not 0 if a bar does not hold
#        --update-figures   the figures and the plot of FIGURES.md and README.md become those of this run
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for option in "$@"; do
    if [[ "$option" != --check && "$option" != --update-figures ]]; then
        echo "Usage: ${0##*/} [--check] [--update-figures]" >&2
        exit 2
    fi
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# No server of a build is to outlive it and be busy beside what is measured.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# Everything that is started from here carries this in its environment.
export OCI_IDMAP_BENCH_RUN="bench-$$-$RANDOM"

# Standard output has the tables only.
{
    tests/environment/install.sh --bench
    # shellcheck source=packaging/dotnet.sh
    . packaging/dotnet.sh
    use_dotnet
    packaging/build.sh oci-idmap-hook
    tests/StandIn/build.sh
    tests/OciIdMapHook.Benchmarks/Yardsticks/build.sh
    tests/environment/tree.sh trixie
    dotnet build tests/OciIdMapHook.Benchmarks --configuration Release --nologo --verbosity quiet
} >&2

# Not in /tmp, which is a tmpfs on many hosts: images lie on a disk. A short name: an overlay's options name a hundred folders.
work="$(mktemp --directory /var/tmp/oci-idmap.XXXXXX)"
chmod 0755 "$work"
# Runtimes keep what they know of a container in /run, which is a tmpfs on a host of today.
mkdir "$work/state"
mount -t tmpfs -o mode=0755 tmpfs "$work/state"
driver=

# shellcheck disable=SC2317 # The trap's function runs it.
processes() {
    local process
    for process in /proc/[0-9]*; do
        [[ "${process#/proc/}" == "$$" || "${process#/proc/}" == "$BASHPID" ]] && continue
        if grep --quiet --null-data --line-regexp "OCI_IDMAP_BENCH_RUN=$OCI_IDMAP_BENCH_RUN" "$process/environ" 2>/dev/null; then
            echo "${process#/proc/}"
        fi
    done
}

in_own_mounts() { tests/environment/enter.sh host -- "$@"; }

# What was mounted goes away with the last process of the driver's mount namespace.
# shellcheck disable=SC2317 # The trap runs it.
clean_up() {
    local left container state
    trap '' INT TERM
    mapfile -t left < <(processes)
    if (( ${#left[@]} > 0 )); then
        kill -KILL "${left[@]}" 2>/dev/null || true
    fi
    [[ -z "$driver" ]] || wait "$driver" 2>/dev/null || true
    for container in "$work"/state/*/oci-idmap-bench-*; do
        [[ -d "$container" ]] || continue
        state="${container%/*}"
        in_own_mounts "${state##*/}" --root "$state" delete --force "${container##*/}" || true
    done
    umount "$work/state"
    rm --recursive --force --one-file-system "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In the background, because a trap waits for what runs in the foreground. The hook's records of its runs lie in /run too.
# shellcheck disable=SC2016 # The shell inside expands it.
in_own_mounts "$BASH" -c 'mount -t tmpfs -o mode=0755 tmpfs /run && exec "$@"' bench \
    dotnet tests/OciIdMapHook.Benchmarks/bin/Release/net10.0/OciIdMapHook.Benchmarks.dll \
    "$work" "$PWD/artifacts/bench" "$@" &
driver=$!
code=0
wait "$driver" || code=$?
exit "$code"
