# Finds the .NET SDK that global.json asks for, on PATH or in this project's own cache, and fetches it from its vendor; sourced.
#
# OCI_IDMAP_DOTNET_CACHE      where SDKs that were fetched are kept, a folder dotnet-VERSION each
# OCI_IDMAP_DOTNET_INSTALLER  the address of the vendor's install script, or of a mirror's copy
# OCI_IDMAP_DOTNET_FEED       the address below which the archives and the vendor's list of releases lie, or a mirror's
# shellcheck shell=bash

dotnet_repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
dotnet_cache="${OCI_IDMAP_DOTNET_CACHE:-${XDG_CACHE_HOME:-/var/cache}/oci-idmap-hook}"
dotnet_installer="${OCI_IDMAP_DOTNET_INSTALLER:-https://dot.net/v1/dotnet-install.sh}"
dotnet_feed="${OCI_IDMAP_DOTNET_FEED:-https://builds.dotnet.microsoft.com/dotnet}"

# Prints a member of global.json's "sdk".
dotnet_wish() {
    sed --quiet "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$dotnet_repository/global.json"
}

# Prints the vendor's name of the release: 10.0 for an SDK 10.0.100.
dotnet_channel() {
    local version
    version="$(dotnet_wish version)"
    echo "${version%.*}"
}

# Whether a dotnet has an SDK that global.json allows: its own resolver knows every roll-forward. That takes no ICU.
dotnet_fits() {
    (
        cd "$dotnet_repository" || exit
        export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
        "$1" --version
    ) >/dev/null 2>&1
}

# Puts the SDK on PATH; fails without a word if there is none.
use_dotnet() {
    local found
    if command -v dotnet >/dev/null && dotnet_fits dotnet; then
        return
    fi
    while read -r found; do
        if dotnet_fits "$found/dotnet"; then
            export PATH="$found:$PATH" DOTNET_ROOT="$found"
            return
        fi
    done < <(find "$dotnet_cache" -maxdepth 1 -name 'dotnet-[0-9]*' 2>/dev/null | sort --version-sort --reverse)
    return 1
}

dotnet_refuse() {
    echo "The .NET SDK $(dotnet_channel) is missing here, apt does not offer it, and it could not be had from its vendor: $1" >&2
    exit 1
}

# Only over HTTPS after a redirection: what comes is run as root.
dotnet_download() {
    local said
    local -r options=(--fail --silent --show-error --location --proto-redir "=https" --retry 2 --connect-timeout 15)
    said="$(curl "${options[@]}" --output "$2" "$1" 2>&1)" || dotnet_refuse "$1 cannot be fetched ($said). Mend the network or \
its proxy, name a mirror in OCI_IDMAP_DOTNET_INSTALLER and OCI_IDMAP_DOTNET_FEED, or install the SDK as its download page says, \
then run this again."
}

# Prints the version to fetch, and the SHA-512 of its archive by the vendor's list of releases.
dotnet_release() {
    local architecture="$1" releases="$2" version
    case "$(dotnet_wish rollForward)" in
        latest[FM]*) version="$(jq --raw-output '."latest-sdk"' "$releases")" ;;
        *) version="$(dotnet_wish version)" ;;
    esac
    jq --raw-output --arg version "$version" --arg rid "linux-$architecture" '
        [.releases[] | .sdks[]? | select(.version == $version) | .files[]
         | select(.rid == $rid and (.name | endswith(".tar.gz")))][0] | "\($version) \(.hash // empty)"' "$releases"
}

# Fetches the SDK by its vendor's install script into the cache, and puts it on PATH. Nothing is in the cache before it is proved.
fetch_dotnet() {
    (dotnet_fetch_into_cache) && use_dotnet
}

# In a shell of its own, which ends with a sentence where a step fails.
dotnet_fetch_into_cache() {
    local work architecture=x64 version='' hash='' actual said
    local -r megabytes=2048
    [[ "$(uname --machine)" != aarch64 ]] || architecture=arm64
    mkdir --parents "$dotnet_cache" 2>/dev/null || true
    if ! work="$(mktemp --directory "$dotnet_cache/.fetching.XXXXXX" 2>/dev/null)"; then
        dotnet_refuse "$dotnet_cache cannot be written. Run this as root, or name another folder in OCI_IDMAP_DOTNET_CACHE."
    fi
    # shellcheck disable=SC2064 # The folder is known now, and local.
    trap "rm --recursive --force '$work'" EXIT
    if (( $(df --output=avail --block-size=1M "$work" | tail --lines=1) < megabytes )); then
        dotnet_refuse "$dotnet_cache has less than $megabytes MiB free. Make room, or name another folder in \
OCI_IDMAP_DOTNET_CACHE."
    fi

    echo "Fetching the .NET SDK $(dotnet_channel) into $dotnet_cache" >&2
    dotnet_download "$dotnet_feed/release-metadata/$(dotnet_channel)/releases.json" "$work/releases.json"
    read -r version hash < <(dotnet_release "$architecture" "$work/releases.json" 2>/dev/null) || true
    [[ "$hash" =~ ^[0-9A-Fa-f]{128}$ ]] || dotnet_refuse "the list of releases at $dotnet_feed names no SDK for \
linux-$architecture with a SHA-512. Is that the vendor's feed?"
    dotnet_download "$dotnet_installer" "$work/dotnet-install.sh"
    if ! TMPDIR="$work" bash "$work/dotnet-install.sh" --version "$version" --architecture "$architecture" --no-path \
        --install-dir "$work/sdk" --azure-feed "$dotnet_feed" --keep-zip --zip-path "$work/sdk.tar.gz" >"$work/log" 2>&1; then
        tail --lines=5 "$work/log" >&2
        dotnet_refuse "its install script failed on version $version, as said above. Run this again, or install the SDK by hand."
    fi
    actual="$(sha512sum "$work/sdk.tar.gz" 2>/dev/null | cut --delimiter=' ' --fields=1)"
    [[ "$actual" == "${hash,,}" ]] || dotnet_refuse "the archive of version $version has another SHA-512 than its vendor \
published, so it was thrown away. Run this again; if it stays so, the mirror or a proxy changes what it passes on."
    said="$("$work/sdk/dotnet" --list-sdks 2>&1)"
    if [[ "$said" != *"$version ["* ]] || ! dotnet_fits "$work/sdk/dotnet"; then
        dotnet_refuse "version $version came whole but does not run here ($said)."
    fi
    rm --recursive --force "$dotnet_cache/dotnet-$version"
    mv --no-target-directory "$work/sdk" "$dotnet_cache/dotnet-$version"
}
