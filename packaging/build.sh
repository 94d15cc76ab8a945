#!/usr/bin/env bash
# Publishes the hook as a stripped native executable: artifacts/oci-idmap-hook.
# The framework is HookFramework of Directory.Build.props where the package feed serves its NativeAOT runtime pack, else
# HookFallbackFramework.
set -euo pipefail
cd "$(dirname "$0")/.."

project=src/OciIdMapHook.Hook/OciIdMapHook.Hook.csproj
log=$(mktemp)
trap 'rm -f "$log"' EXIT

property() {
    dotnet msbuild "$project" -getProperty:"$1"
}

# With lock files of its own: a restore for one runtime would write that runtime into those of the repository.
publish() {
    dotnet publish "$project" --configuration Release --framework "$1" --runtime linux-x64 --output artifacts/publish \
        --nologo -p:NuGetLockFilePath=obj/publish.lock.json >"$log" 2>&1
}

wanted=$(property HookFramework)
fallback=$(property HookFallbackFramework)
mkdir -p artifacts
if publish "$wanted"; then
    echo "published for $wanted"
elif grep -qE 'NU110[0-9].*NativeAOT' "$log"; then
    echo "the package feed does not serve the NativeAOT runtime pack for $wanted; publishing for $fallback instead"
    publish "$fallback" || { cat "$log" >&2; exit 1; }
else
    cat "$log" >&2
    exit 1
fi
strip --strip-all -o artifacts/oci-idmap-hook artifacts/publish/oci-idmap-hook
echo "artifacts/oci-idmap-hook: $(stat -c %s artifacts/oci-idmap-hook) bytes"
