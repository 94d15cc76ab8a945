#!/usr/bin/env bash
# Installs what is needed, builds everything and runs every test, with the programs of what it installs alone. The last line says
# how many passed and failed; the exit code is 0 only if at least one test of each project ran, none failed, none was skipped
# and nothing was left behind or changed.
#
#   run.sh         every test
#   run.sh unit    the unit tests alone: without root, and without anything but the .NET SDK
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Nothing that a build starts outlives it: what is left at the end is somebody's fault.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# Everything that is started from here carries this in its environment.
export OCI_IDMAP_TEST_RUN="run-$$-$RANDOM"

# shellcheck source=packaging/dotnet.sh
. packaging/dotnet.sh

results="$PWD/artifacts/test-results"
passed=0 failed=0 skipped=0

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    (( passed > 0 && failed == 0 && skipped == 0 ))
    exit
}

# Runs one step of the preparation; without it no test can be trusted.
prepare() {
    echo "== $*"
    if ! "$@"; then
        echo "This failed: $*" >&2
        failed=$((failed + 1))
        finish
    fi
}

mounts() { cut --delimiter=' ' --fields=3- /proc/self/mountinfo | sort; }
loop_devices() { losetup --list --noheadings --output NAME,BACK-FILE 2>/dev/null | sort; }
processes() {
    local process
    # The list is made before this function starts anything: besides what was left it holds this shell, and itself.
    for process in /proc/[0-9]*; do
        [[ "${process#/proc/}" == "$$" || "${process#/proc/}" == "$BASHPID" ]] && continue
        if grep --quiet --null-data --line-regexp "OCI_IDMAP_TEST_RUN=$OCI_IDMAP_TEST_RUN" "$process/environ" 2>/dev/null; then
            echo "${process#/proc/} $(tr '\0' ' ' <"$process/cmdline")"
        fi
    done
}

# Where tests, hooks and runtimes make folders and files of their own; what other programs keep there does not count.
folders() {
    find /run /tmp /var/tmp /dev/shm -maxdepth 2 \( -name 'oci-idmap*' -o -path '/run/runc/*' -o -path '/run/crun/*' \
        -o -path '/run/containerd/*' -o -name 'libpod*' -o -name 'containers-user-*' -o -name 'storage-run-*' \
        -o -name 'podman*' -o -name 'buildah*' \) 2>/dev/null | sort
}
device_nodes() { stat --format='%n %u:%g %a %t:%T' /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty; }
kernel_settings() {
    grep --recursive . /proc/sys/user /proc/sys/kernel/yama /proc/sys/kernel/core_pattern /proc/sys/fs/mount-max 2>/dev/null
}
network_namespaces() { find /run/netns /run/docker/netns -mindepth 1 2>/dev/null; }
# Who has an account, what is installed and how engines are set up; not the copies that useradd leaves of what was before.
host_files() {
    local home="${HOME:-/root}"
    find /etc /usr/local /usr/libexec/oci /usr/share/containers /var/lib/containers \
        "$home/.config/containers" "$home/.local/share/containers" -xdev ! -path '/etc/*-' \
        ! -path /etc/.pwd.lock ! -path /etc/mtab -printf '%p %u:%g %m %s\n' 2>/dev/null | sort
    sha256sum /etc/passwd /etc/group /etc/shadow /etc/gshadow /etc/subuid /etc/subgid 2>/dev/null
}
control_groups() { find /sys/fs/cgroup -type d -name '*oci-idmap*' 2>/dev/null | sort; }

# Counts what is there now and was not before, as one failure of each kind.
nothing_left() {
    local kind="$1" left
    left="$(comm -13 <(echo "$2") <(echo "$3"))"
    echo "$kind: $(grep --count . <<<"$2") before, $(grep --count . <<<"$3") after"
    if [[ -n "$left" ]]; then
        printf 'Left behind, %s:\n%s\n' "$kind" "$left" >&2
        failed=$((failed + 1))
    fi
}

# Counts what is there no more, or has changed, as one failure too.
nothing_changed() {
    local kind="$1" changed
    changed="$(diff --unified=0 <(echo "$2") <(echo "$3") | grep '^[-+][^-+]')"
    echo "$kind: $(grep --count . <<<"$3"), $(grep --count . <<<"$changed") changed"
    if [[ -n "$changed" ]]; then
        printf 'Changed, %s:\n%s\n' "$kind" "$changed" >&2
        failed=$((failed + 1))
    fi
}

counter() {
    local value
    value="$(grep --only-matching --max-count=1 "<Counters [^>]*" "$1" \
        | grep --only-matching " $2=\"[0-9]*\"" | tr --complement --delete 0-9)"
    echo "${value:-0}"
}

# What failed and the beginning of why, said once more at the end, where nobody has to look for it.
failures() {
    awk '
        /<UnitTestResult / { left = 0 }
        /<UnitTestResult .*outcome="Failed"/ && match($0, /testName="[^"]*"/) {
            print "Failed: " substr($0, RSTART + 10, RLENGTH - 11)
            left = 12
        }
        left > 0 && sub(/.*<Message>/, "") { message = 1 }
        message && left-- > 0 { line = $0; sub(/<\/Message>.*/, "", line); print "    " substr(line, 1, 300) }
        /<\/Message>/ { message = 0 }' "$results"/*.trx \
        | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | head --lines=100
}

run_project() {
    local project="$1" name trx code=0 total executed ok
    name="$(basename "$project" .csproj)"
    trx="$results/$name.trx"
    echo "== $name"
    timeout --kill-after=30s 30m dotnet test "$project" --configuration Release --no-build --nologo \
        --results-directory "$results" --logger "trx;LogFileName=$name.trx" || code=$?
    if [[ ! -s "$trx" ]]; then
        echo "$name wrote no results (exit code $code)" >&2
        failed=$((failed + 1))
        return
    fi
    total="$(counter "$trx" total)" executed="$(counter "$trx" executed)" ok="$(counter "$trx" passed)"
    passed=$((passed + ok))
    failed=$((failed + executed - ok))
    skipped=$((skipped + total - executed))
    # A host that broke down, or a project without a test, may have no failed test to show for it.
    if (( executed == ok && (code != 0 || ok == 0) )); then
        echo "$name ended with exit code $code after $ok tests" >&2
        failed=$((failed + 1))
    fi
}

# One test, however many faults it finds.
check_style() {
    echo "== style"
    if tests/style.sh; then
        passed=$((passed + 1))
    else
        echo "The style is not kept to: run tests/style.sh" >&2
        failed=$((failed + 1))
    fi
}

case "${*:-all}" in
    all) ;;
    unit)
        prepare use_dotnet
        prepare rm --recursive --force "$results"
        prepare dotnet build tests/OciIdMapHook.UnitTests --configuration Release --nologo --verbosity quiet -p:WithShim=false
        run_project tests/OciIdMapHook.UnitTests/OciIdMapHook.UnitTests.csproj
        failures
        finish
        ;;
    *)
        echo "usage: tests/run.sh [unit]" >&2
        exit 2
        ;;
esac

prepare tests/environment/install.sh
prepare use_dotnet
# Users of the tests' own run the programs and the hook too, and a clone may lie where they do not come, such as in /root.
reachable="$(mktemp --directory /var/tmp/oci-idmap-run.XXXXXX)"
trap 'rm --recursive --force "$reachable"' EXIT
chmod 0755 "$reachable"
# From here on, what no package of install.sh brings is not there.
prepare tests/environment/programs.sh "$reachable/programs"
export PATH="$reachable/programs"

mounts_before="$(mounts)" loops_before="$(loop_devices)"
folders_before="$(folders)" groups_before="$(control_groups)"
nodes_before="$(device_nodes)" settings_before="$(kernel_settings)" networks_before="$(network_namespaces)"
files_before="$(host_files)"

prepare rm --recursive --force "$results" artifacts/parity-table.md artifacts/harmlessness-table.md \
    artifacts/not-right-without-table.md artifacts/mount-points-table.md
prepare packaging/build.sh
prepare packaging/build-all.sh
prepare install -D --mode=0755 artifacts/oci-idmap-hook "$reachable/hook/oci-idmap-hook"
prepare install -D --mode=0755 artifacts/oci-idmapctl "$reachable/hook/oci-idmapctl"
export OCI_IDMAP_TEST_HOOK="${OCI_IDMAP_TEST_HOOK:-$reachable/hook/oci-idmap-hook}"
export OCI_IDMAP_TEST_CTL="${OCI_IDMAP_TEST_CTL:-$reachable/hook/oci-idmapctl}"
prepare tests/environment/tree.sh bookworm
prepare tests/environment/tree.sh trixie
prepare tests/environment/tree.sh sid
if [[ -e tests/StandIn/build.sh ]]; then
    prepare tests/StandIn/build.sh
fi
# What the lock files name, and nothing newer.
prepare dotnet build OciIdMapHook.sln --configuration Release --nologo --verbosity quiet -p:RestoreLockedMode=true
check_style

# One after the other: some tests count what is on the machine.
for project in tests/*UnitTests/*.csproj tests/*LinuxTests/*.csproj tests/*EndToEndTests/*.csproj; do
    run_project "$project"
done

cat artifacts/runtimes-under-test.txt artifacts/parity-table.md artifacts/harmlessness-table.md \
    artifacts/not-right-without-table.md \
    artifacts/mount-points-table.md
nothing_left mounts "$mounts_before" "$(mounts)"
nothing_left 'loop devices' "$loops_before" "$(loop_devices)"
nothing_left folders "$folders_before" "$(folders)"
nothing_left 'control groups' "$groups_before" "$(control_groups)"
nothing_left 'network namespaces' "$networks_before" "$(network_namespaces)"
nothing_changed 'device nodes' "$nodes_before" "$(device_nodes)"
nothing_changed 'kernel settings' "$settings_before" "$(kernel_settings)"
nothing_changed 'files of the host' "$files_before" "$(host_files)"
nothing_left processes '' "$(processes)"
failures
finish
