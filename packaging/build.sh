#!/usr/bin/env bash
# Publishes the hook and the operator's tool as stripped native executables: artifacts/oci-idmap-hook, artifacts/oci-idmapctl.
# The framework is HookFramework of Directory.Build.props where the package feed serves its NativeAOT runtime pack, else
# HookFallbackFramework.
#
# Usage: build.sh [oci-idmap-hook | oci-idmapctl]
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/dotnet.sh
. packaging/dotnet.sh
if ! use_dotnet; then
    echo "The .NET SDK $(dotnet_channel) is missing: tests/environment/install.sh --demo installs it," \
        "with all else that the build needs." >&2
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

property() {
    dotnet msbuild "$1" -getProperty:"$2"
}

# With lock files of its own: a restore for one runtime would write that runtime into those of the repository.
publish() {
    dotnet publish "$1" --configuration Release --framework "$2" --runtime linux-x64 --output "artifacts/publish/$3" \
        --nologo -p:NuGetLockFilePath=obj/publish.lock.json >"$log" 2>&1
}

build() {
    local name="$1" project="$2" wanted fallback
    wanted=$(property "$project" HookFramework)
    fallback=$(property "$project" HookFallbackFramework)
    if publish "$project" "$wanted" "$name"; then
        echo "published for $wanted"
    elif grep -qE 'NU110[0-9].*NativeAOT' "$log"; then
        echo "the package feed does not serve the NativeAOT runtime pack for $wanted; publishing for $fallback instead"
        publish "$project" "$fallback" "$name" || { cat "$log" >&2; exit 1; }
    else
        cat "$log" >&2
        exit 1
    fi
    strip --strip-all -o "artifacts/$name" "artifacts/publish/$name/$name"
    echo "artifacts/$name: $(stat -c %s "artifacts/$name") bytes"
}

case "${1:-}" in
    '' | oci-idmap-hook | oci-idmapctl) ;;
    *)
        echo "Usage: ${0##*/} [oci-idmap-hook | oci-idmapctl]" >&2
        exit 2
        ;;
esac
mkdir -p artifacts
[[ "${1:-}" == oci-idmapctl ]] || build oci-idmap-hook src/OciIdMapHook.Hook/OciIdMapHook.Hook.csproj
[[ "${1:-}" == oci-idmap-hook ]] || build oci-idmapctl src/OciIdMapHook.Ctl/OciIdMapHook.Ctl.csproj
