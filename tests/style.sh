#!/usr/bin/env bash
# Checks the style that .editorconfig, .clang-format and shellcheck ask for; what the compiler and the unit tests find fault with
# is not looked at again. Needs the whole solution as dotnet build leaves it: it takes what it cannot see for unused.
#
# Usage: style.sh [--fix]    --fix puts right what tools can: C# and C
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

fix=
case "${1:-}" in
    '') ;;
    --fix) fix=yes ;;
    *)
        echo "Usage: ${0##*/} [--fix]" >&2
        exit 2
        ;;
esac

# What git tracks, or all but what is built where there is no git.
files() {
    git ls-files 2>/dev/null \
        || find . \( -name .git -o -name artifacts -o -name bin -o -name obj -o -name TestResults \) -prune \
            -o -type f -printf '%P\n'
}
scripts() {
    files | tr '\n' '\0' | xargs --null grep --files-with-matches --no-messages --extended-regexp \
        '^#! ?(/usr)?/bin/(env )?(ba|da)?sh|^# shellcheck shell='
}

failed=
fault() {
    echo "$1" >&2
    failed=yes
}

mapfile -t c_files < <(files | grep '\.[ch]$')
mapfile -t shell_files < <(scripts)
if (( ${#c_files[@]} == 0 || ${#shell_files[@]} == 0 )); then
    echo "No C files or no shell scripts were found." >&2
    exit 1
fi

shellcheck "${shell_files[@]}" || fault "shellcheck finds fault with these scripts, as said above."
if [[ -n "$fix" ]]; then
    clang-format -i "${c_files[@]}"
    dotnet format OciIdMapHook.sln --no-restore --severity warn
else
    clang-format --dry-run -Werror "${c_files[@]}" || fault "These C files are not formatted: tests/style.sh --fix"
    # Its third part, analyzers, is what the build has just found no fault with, and takes two minutes.
    if ! dotnet format whitespace OciIdMapHook.sln --no-restore --verify-no-changes \
        || ! dotnet format style OciIdMapHook.sln --no-restore --severity warn --verify-no-changes; then
        fault "This C# is not formatted: tests/style.sh --fix"
    fi
fi
[[ -z "$failed" ]]
