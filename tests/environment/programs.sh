#!/usr/bin/env bash
# Makes a folder of links to the programs that the named packages bring, with those that they depend on and those that every
# Debian has, and to dotnet. With nothing but this folder as PATH, a program that is here by chance is missing as it is on a fresh
# machine.
#
# Usage: programs.sh FOLDER [PACKAGE…]    without a PACKAGE those of the tests
set -euo pipefail
# shellcheck source=tests/environment/packages.sh
. "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

folder="${1:?Usage: ${0##*/} FOLDER [PACKAGE…]}"
shift
named=("$@")
if (( $# == 0 )); then
    mapfile -t named < <(packages_for ''; printf '%s\n' "${where_offered[@]}"; installed_icu)
fi

# Prints every package that is on all systems, named or depended on. Of alternatives the first that is installed counts, as apt
# would have taken it; of a name that packages provide, each of them.
# shellcheck disable=SC2016 # dpkg-query expands them.
closure() {
    local fields='${Package}\t${binary:Package}\t${db:Status-Status}\t${Essential}\t${Priority}\t${Provides}\t'
    dpkg-query --show --showformat="$fields"'${Pre-Depends}, ${Depends}\n' \
        | awk -F '\t' -v named="${named[*]}" '
            function take(package) {
                if (package in depends && !(package in taken)) { taken[package]; queue[++last] = package }
            }
            function take_all(text,   names, count, i) {
                count = split(text, names, " ")
                for (i = 1; i <= count; i++) take(names[i])
            }
            function plain(name) { gsub(/[ \t]|\(.*\)|:[a-z0-9]+/, "", name); return name }
            $3 == "installed" {
                depends[$1] = $7
                listed[$1] = $2
                count = split($6, provided, ",")
                for (i = 1; i <= count; i++) providers[plain(provided[i])] = providers[plain(provided[i])] " " $1
                if ($4 == "yes" || $5 == "required" || $1 == "apt") everywhere = everywhere " " $1
            }
            END {
                take_all(everywhere " " named)
                for (first = 1; first <= last; first++) {
                    groups = split(depends[queue[first]], group, ",")
                    for (g = 1; g <= groups; g++) {
                        choices = split(group[g], choice, "|")
                        for (c = 1; c <= choices; c++) {
                            name = plain(choice[c])
                            if (name in depends) { take(name); break }
                            if (name in providers) { take_all(providers[name]); break }
                        }
                    }
                }
                for (package in taken) print listed[package]
            }'
}

# Prints the path of each program of the packages that standard input names.
programs() {
    local path
    xargs dpkg-query --listfiles | grep --extended-regexp '^(/usr)?/s?bin/[^/]+$' | sort --unique | while read -r path; do
        [[ ! -x "$path" ]] || echo "$path"
    done
}

# Links the names that Debian's alternatives have given away: to the program in force, or to the best of those in the folder.
link_alternatives() {
    local name target
    find /etc/alternatives -type l -printf '%f %l\n' | while read -r name target; do
        [[ -L "/usr/bin/$name" || -L "/usr/sbin/$name" ]] || continue
        if [[ ! -L "$folder/${target##*/}" ]]; then
            # A name that goes with another one is not asked for by itself.
            target="$({ update-alternatives --query "$name" 2>/dev/null || true; } | best_alternative)"
        fi
        [[ -z "$target" ]] || ln --symbolic --force "$target" "$folder/$name"
    done
}

best_alternative() {
    local path
    awk '/^Alternative:/ { path = $2 } /^Priority:/ { print $2, path }' | sort --numeric-sort --reverse | while read -r _ path; do
        if [[ -L "$folder/${path##*/}" ]]; then
            echo "$path"
            return
        fi
    done
}

dotnet="$(command -v dotnet || true)"
# The folder itself stays: nobody else can take its place, wherever it is.
mkdir --parents "$folder"
chmod 0755 "$folder"
find "$folder" -mindepth 1 -delete
closure | programs | xargs ln --symbolic --force --target-directory="$folder"
link_alternatives
[[ -z "$dotnet" ]] || ln --symbolic "$(readlink --canonicalize "$dotnet")" "$folder/dotnet"
if has_foreign_runc; then
    ln --symbolic --force "$(command -v runc)" "$folder/runc"
fi
