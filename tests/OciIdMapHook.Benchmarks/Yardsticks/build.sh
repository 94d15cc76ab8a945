#!/usr/bin/env bash
# Builds what the hook is measured against into artifacts/bench: the same work in C and in Go, by each compiler's usual
# settings for a release, linked statically.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

out="$(cd ../../.. && pwd)/artifacts/bench"
mkdir -p "$out"

build_c() {
    "${CC:-gcc}" -std=c17 -O2 -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-format-truncation -static -s -pthread -o "$out/$1" "${@:2}"
}

build_c empty-c c/empty.c
build_c hook-c c/hook.c c/container.c c/fail.c c/file.c c/init.c c/json.c c/pins.c c/place.c c/root.c c/tracee.c c/userns.c
build_c filter-c c/filter.c c/fail.c c/file.c
build_c userns-c c/userns_bench.c c/fail.c c/userns.c

export GO111MODULE=on GOFLAGS=-mod=mod GOPROXY=off CGO_ENABLED=0 GOCACHE="$out/go-cache"
(cd go && go build -trimpath -ldflags='-s -w' -o "$out/" ./cmd/...)
