#!/usr/bin/env bash
# Makes artifacts/oci-idmap-hook-VERSION.cdx.json: what is in the published executables, as a CycloneDX 1.5 document.
# The packages are those of NuGet's restore; the .NET runtime has the version of the compiler that linked it; the C library is the
# one that this machine links with.
#
# Usage: build-sbom.sh [--build]    --build publishes the executables anew; without it only where they are missing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/package.sh
have_executables "$@"
make_work_folder

assets_of() {
    local assets="$1/obj/project.assets.json"
    [[ -e "$assets" ]] || dotnet restore "$1" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    echo "$assets"
}

# The framework that packaging/build.sh published for: the wanted one, or the one that it fell back to.
framework() {
    local wanted
    wanted="$(sed --quiet 's:.*<HookFramework>\(.*\)</HookFramework>.*:\1:p' Directory.Build.props)"
    if [[ ! -d src/OciIdMapHook.Hook/bin/Release/$wanted/linux-x64/native ]]; then
        wanted="$(sed --quiet 's:.*<HookFallbackFramework>\(.*\)</HookFallbackFramework>.*:\1:p' Directory.Build.props)"
    fi
    echo "$wanted"
}

# Prints "NAME VERSION SHA512-IN-BASE64" of each package that an executable is made of; compilers are not in it.
packages_of() {
    jq --raw-output --arg framework "$2" '
        . as $all | .targets[$framework] | keys[] | select($all.libraries[.].type == "package")
        | select(test("ILCompiler|ILLink") | not) | "\(split("/") | join(" ")) \($all.libraries[.].sha512)"' "$1"
}

# The licence by its SPDX name, of the package's own description.
licence_of() {
    local folder
    folder="$(jq --raw-output '.packageFolders | keys[0]' "$3")"
    sed --quiet 's:.*<license type="expression">\([^<]*\)</license>.*:\1:p' "$folder${1,,}/${2,,}/${1,,}.nuspec"
}

nuget_component() {
    jq --null-input --arg name "$1" --arg version "$2" \
        --arg hash "$(base64 --decode <<<"$3" | od -An -v -tx1 | tr --delete ' \n')" \
        --arg licence "$(licence_of "$1" "$2" "$4")" '
        "pkg:nuget/\($name)@\($version)" as $purl | { type: "library", "bom-ref": $purl, name: $name, version: $version,
          hashes: [{ alg: "SHA-512", content: $hash }], licenses: [{ expression: $licence }], purl: $purl }'
}

executable_component() {
    jq --null-input --arg name "$1" --arg version "$version" \
        --arg hash "$(sha256sum "artifacts/$1" | cut --delimiter=' ' --fields=1)" '
        { type: "application", "bom-ref": $name, name: $name, version: $version,
          hashes: [{ alg: "SHA-256", content: $hash }], licenses: [{ license: { id: "Apache-2.0" } }] }'
}

target="$(framework)"
hook_assets="$(assets_of src/OciIdMapHook.Hook)"
tool_assets="$(assets_of src/OciIdMapHook.Ctl)"
runtime="$(jq --raw-output --arg framework "$target" \
    '.targets[$framework] | keys[] | select(startswith("Microsoft.DotNet.ILCompiler/")) | split("/")[1]' "$hook_assets")"
libc="$(ldd --version | sed --quiet '1s/.* //p')"

{
    executable_component oci-idmap-hook
    executable_component oci-idmapctl
    { packages_of "$hook_assets" "$target"; packages_of "$tool_assets" "$target"; } | sort --unique \
        | while read -r package number hash; do
            nuget_component "$package" "$number" "$hash" "$tool_assets"
        done
    jq --null-input --arg version "$runtime" '
        "pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64@\($version)" as $purl
        | { type: "framework", "bom-ref": $purl, name: ".NET runtime, NativeAOT", version: $version,
            licenses: [{ license: { id: "MIT" } }], purl: $purl }'
    jq --null-input --arg version "$libc" '
        { type: "library", "bom-ref": "pkg:generic/glibc@\($version)", name: "GNU C library", version: $version,
          licenses: [{ license: { id: "LGPL-2.1-or-later" } }], purl: "pkg:generic/glibc@\($version)" }'
} | jq --slurp . >"$work/components"

used_by() {
    packages_of "$1" "$target" | while read -r package number _; do echo "pkg:nuget/$package@$number"; done \
        | jq --raw-input --slurp 'split("\n") | map(select(. != ""))'
}

# The same contents have the same number.
serial="$(sha256sum "$work/components" | cut --characters=1-32 \
    | sed 's/\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.*\)/\1-\2-5\3-8\4-\5/')"
jq --null-input --slurpfile components "$work/components" --arg serial "$serial" --arg version "$version" \
    --argjson hook "$(used_by "$hook_assets")" --argjson tool "$(used_by "$tool_assets")" '
    $components[0] as $all
    | [$all[] | select(.name == ".NET runtime, NativeAOT" or .name == "GNU C library")["bom-ref"]] as $linked
    | { bomFormat: "CycloneDX", specVersion: "1.5", serialNumber: "urn:uuid:\($serial)", version: 1,
        metadata: {
            timestamp: (env.SOURCE_DATE_EPOCH | tonumber | todate),
            component: { type: "application", "bom-ref": "OciIdMapHook", name: "OciIdMapHook", version: $version,
                         licenses: [{ license: { id: "Apache-2.0" } }] } },
        components: $all,
        dependencies: (
            [{ ref: "OciIdMapHook", dependsOn: ["oci-idmap-hook", "oci-idmapctl"] },
             { ref: "oci-idmap-hook", dependsOn: ($hook + $linked) }, { ref: "oci-idmapctl", dependsOn: ($tool + $linked) }]
            + [$all[] | select(.type != "application") | { ref: .["bom-ref"], dependsOn: [] }]) }' >"$work/sbom"

rm --force "$packages/$name"-*.cdx.json
put 0644 "$work/sbom" "$packages/$name-$version.cdx.json"
echo "$packages/$name-$version.cdx.json: $(jq '.components | length' "$work/sbom") components"
