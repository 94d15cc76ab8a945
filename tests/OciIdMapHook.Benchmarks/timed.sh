#!/usr/bin/env bash
# Runs a command and prints its exit code and the microseconds that it took: from a process so small that forking costs nothing.
#
# Usage: timed.sh COMMAND [ARGUMENT…]
export LC_ALL=C
start="$EPOCHREALTIME"
"$@" </dev/null >/dev/null
code=$?
end="$EPOCHREALTIME"
echo "$code $(( ${end/./} - ${start/./} ))"
