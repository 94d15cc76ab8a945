#!/usr/bin/env bash
# Shows what the hook does: one container without it and one with it, side by side. Run as root on Debian or Ubuntu.
# Leaves behind only what it installed and built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=5
hook="$PWD/artifacts/oci-idmap-hook"

tests/environment/install.sh --demo

# Not in /tmp, which is a tmpfs on many hosts: the container's root shall lie on a disk.
work="$(mktemp --directory /var/tmp/oci-idmap-hook-demo.XXXXXX)"
chmod 0755 "$work"
container="${work##*/}"
clean_up() {
    runc --root "$work/state" delete --force "$container" >/dev/null 2>&1 || true
    rm --recursive --force --one-file-system "$work"
}
trap clean_up EXIT

echo "Building the hook; this takes a minute the first time."
if ! packaging/build.sh oci-idmap-hook >"$work/build.log" 2>&1; then
    cat "$work/build.log" >&2
    exit 1
fi
"$hook" --version

# Without the record that the hook leaves in /run.
echo '{ "audit": false }' >"$work/hook.json"
chmod 0644 "$work/hook.json"

# Writes down in microseconds how long the hook took, its start included.
cat >"$work/timed-hook" <<END
#!/usr/bin/env bash
start=\$EPOCHREALTIME
"$hook" --config "$work/hook.json" createRuntime || exit
end=\$EPOCHREALTIME
echo \$(( \${end/./} - \${start/./} )) >>"$work/microseconds"
END
chmod 0755 "$work/timed-hook"

# Prints what there is to compare, one line each.
# shellcheck disable=SC2016 # The container expands it.
look='stat -c %u:%g /
if (echo made >/made-by-the-container) 2>/dev/null; then echo yes; else echo no; fi
awk "\$5 == \"/\" { print \$6 }" /proc/self/mountinfo'

config() {
    cat <<END
{
  "ociVersion": "1.0.2",
  "process": {
    "user": { "uid": 0, "gid": 0 }, "cwd": "/", "env": ["PATH=/bin"], "noNewPrivileges": true,
    "args": ["sh", "-c", "${look//$'\n'/\\n}"]
  },
  "root": { "path": "rootfs" },
  "mounts": [
    { "destination": "/proc", "type": "proc", "source": "proc" },
    { "destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"] }
  ],
  "hooks": { $1 },
  "linux": {
    "namespaces": [
      { "type": "user" }, { "type": "mount" }, { "type": "pid" }, { "type": "network" }, { "type": "ipc" }, { "type": "uts" }
    ],
    "uidMappings": [{ "containerID": 0, "hostID": 100000, "size": 65536 }],
    "gidMappings": [{ "containerID": 0, "hostID": 100000, "size": 65536 }]
  }
}
END
}

# Runs the container on a new rootfs of the host's root, and prints what was seen inside, then what is on disk.
run_container() {
    local bundle="$work/bundle"
    rm --recursive --force "$bundle"
    mkdir "$bundle"
    tests/environment/rootfs.sh "$bundle/rootfs"
    config "$1" >"$bundle/config.json"
    # A pipe, since a runtime may give the container what it has for standard input, and /dev/null is the host's.
    : | runc --root "$work/state" run --bundle "$bundle" "$container"
    stat --format=%u:%g "$bundle/rootfs/made-by-the-container" 2>/dev/null || echo -
}

# A script in a JSON string.
look="${look//\\/\\\\}"
look="${look//\"/\\\"}"
mapfile -t without < <(run_container '')
for (( run = 0; run < runs; run++ )); do
    mapfile -t with < <(run_container '"createRuntime": [{ "path": "'"$work/timed-hook"'", "env": ["PATH=/usr/bin:/bin"] }]')
done
if (( ${#without[@]} != 4 || ${#with[@]} != 4 )); then
    echo "runc did not run the containers." >&2
    exit 1
fi
median="$(sort --numeric-sort "$work/microseconds" | sed --quiet "$(( (runs + 1) / 2 ))p")"

row() { printf '%-34s %-20s %s\n' "$@"; }
cat <<END

$(runc --version | head --lines=1), ids 0-65535 of the container are 100000-165535 of the host, rootfs owned by root:

END
row '' 'without the hook' 'with the hook'
row '' '----------------' '-------------'
row 'owner of / inside' "${without[0]}" "${with[0]}"
row 'can root write there?' "${without[1]}" "${with[1]}"
row 'owner on disk of what it wrote' "${without[3]}" "${with[3]}"
row 'flags of the root mount' "${without[2]}" "${with[2]}"
row 'time the hook took' - "$(( median / 1000 )).$(( median % 1000 / 100 )) ms (median of $runs)"
