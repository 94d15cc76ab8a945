#!/usr/bin/env bash
# Records which functions the hook calls, and in which order, and writes down the order of code that
# src/OciIdMapHook.Hook/Startup/CodeOrder builds by: what a usual run calls lies together, and takes few pages. To be run again
# when much of the hook has changed; a name that is not there any more does no harm. Needs x86_64, root, and what
# tests/environment/install.sh installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C

project=src/OciIdMapHook.Hook
target="$project/Startup/CodeOrder"
framework="$(dotnet msbuild "$project/OciIdMapHook.Hook.csproj" -getProperty:HookFramework)"
work="$(mktemp --directory /var/tmp/oci-idmap.XXXXXX)"
chmod 0755 "$work"
trap 'rm --recursive --force --one-file-system "$work"' EXIT

# The linker's map is written when it links, and it does so when there is nothing linked yet.
rm --force "$project/bin/Release/$framework/linux-x64/native/oci-idmap-hook"
dotnet publish "$project" --configuration Release --framework "$framework" --runtime linux-x64 --output "$work/publish" \
    --nologo --verbosity quiet -p:NuGetLockFilePath=obj/publish.lock.json -p:HookLinkMap="$work/map"
tests/StandIn/build.sh
gcc -std=gnu17 -O2 -Wall -Wextra -Werror -o "$work/first-calls" packaging/code-order/first_calls.c

hook="$work/publish/oci-idmap-hook"
nm "$hook.dbg" | awk '$2 ~ /^[tTwWi]$/ { print $1, $3 }' | sort >"$work/functions"
# Each section of machine code in the map: its address, its name and its file, ARCHIVE:MEMBER where it is of an archive. Long
# names have a line of their own.
awk '
    /^ \.text[^ ]*$/ { name = $1; getline; $0 = " " name " " $0 }
    /^ \.text/ && $2 !~ /^0x0+$/ && $3 != "0x0" && NF >= 4 {
        sub(/.*\//, "", $4)
        sub(/\(/, ":", $4)
        sub(/\)$/, "", $4)
        print substr($2, 3), $1, $4
    }' "$work/map" | sort >"$work/sections"

# A function that no other file sees has no symbol, but a section of its own. The held child runs in its parent's memory, and
# nobody waits for its breakpoints.
grep --invert-match --extended-regexp ' (idmap_clone_)?held_child$' "$work/functions" \
    | cat - <(grep --extended-regexp ' \.text\.([^ ]*_Z|startup\.)' "$work/sections") \
    | cut --delimiter=' ' --fields=1 | sort --unique >"$work/addresses"

mkdir --parents "$work"/{mapped,plain} "$work"/rootfs/{proc,dev,sys,run,etc}
touch "$work/rootfs/etc/masked"
runc spec --bundle "$work/plain"
runc spec --rootless --bundle "$work/mapped"
sed --in-place "s,\"path\": \"rootfs\",\"path\": \"$work/rootfs\"," "$work"/{mapped,plain}/config.json
sed --in-place 's/"hostID": 0,/"hostID": 100000,/; s/"size": 1$/"size": 65536/' "$work/mapped/config.json"

# One line for each run: first what every run does, since what one run calls lies together. The records that the hook leaves in
# /run go with the tmpfs.
# shellcheck disable=SC2016 # The shell inside expands it.
tests/environment/enter.sh host --bind "$work" -- "$BASH" -euc '
    mount -t tmpfs -o mode=0755 tmpfs /run
    while read -r bundle options; do
        # shellcheck disable=SC2086 # Several options.
        artifacts/stand-in --bundle "$1/$bundle" --rootfs "$1/rootfs" --hook "$1/first-calls" \
            --hook-arg "$1/addresses" --hook-arg "$1/calls" --hook-arg "$1/publish/oci-idmap-hook" --new-pid \
            --submount proc:proc --submount dev:tmpfs --submount sys:tmpfs --submount run:tmpfs $options </dev/null >"$1/facts" \
            || { cat "$1/facts" >&2; exit 1; }
        wc --lines <"$1/calls"
    done' record "$work" <<'END'
plain --no-userns
mapped --state-style crun --pin-root --pin-dup --root-by fd --mask etc/masked
mapped --state-style runc --pin-root --root-by fd --hook-arg createRuntime
mapped --state-style runc --hook-arg prestart
END

# The first arrival counts, in whichever run it was.
awk '!seen[$1]++ { printf "%s %06d\n", $1, NR }' "$work/calls" | sort >"$work/arrivals"
# Managed code lies between these two. To awk some addresses look like numbers, unless something is appended.
read -r first last < <(awk '$2 ~ /^__(start|stop)___managedcode$/ { print $1 }' "$work/functions" | sort \
    | paste --serial --delimiters=' ')

join "$work/arrivals" "$work/functions" | awk -v first="$first" -v last="$last" '
    $1 "" >= first "" && $1 "" < last "" && $3 !~ /^__start_/ { print $2, $3 }' \
    | sort | cut --delimiter=' ' --fields=2 >"$target/managed.txt"

# An arrival belongs to the last section that begins before it or with it.
awk -v first="$first" '
    FNR == NR { address[++count] = $1; section[count] = $2; file[count] = $3; next }
    $1 "" < first "" {
        while (place < count && address[place + 1] "" <= $1 "")
            place++
        if (place > 0)
            print $2, file[place], section[place]
    }' "$work/sections" "$work/arrivals" | sort | awk '
    BEGIN { print "/* Written by packaging/code-order/record.sh: sections of which something is called in a usual run. */" }
    seen[$2, $3]++ { next }
    !($2 in line) { files[++count] = $2 }
    {
        if (length(line[$2]) + length($3) > 120) {
            lines[$2] = lines[$2] line[$2] "\n     "
            line[$2] = ""
        }
        line[$2] = line[$2] " " $3
    }
    END {
        print "SECTIONS\n{\n  .text.hot :\n  {"
        for (i = 1; i <= count; i++)
            printf "    *%s(%s )\n", files[i], lines[files[i]] line[files[i]]
        print "  }\n}\nINSERT BEFORE .text;"
    }' >"$target/native.ld"
wc --lines "$target"/*

# What was built by the old order is not up to date, and no build would know it.
rm --recursive --force "$project"/{bin,obj}/"Release/$framework/linux-x64/native"
