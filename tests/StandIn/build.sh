#!/bin/sh
# Builds artifacts/stand-in, stand-in-preload.so, stand-in-exchange and others beside it. CC=aarch64-linux-gnu-gcc and OUT=...
# make the other architecture's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${OUT:-$here/../../artifacts/stand-in}
mkdir -p "$(dirname "$out")"
# Not position-independent: the --init-seccomp filter tells the init's own calls from injected ones by address.
# -Wno-format-truncation: a path that does not fit fails at the call that gets it, with the path in the message.
# Renamed into place: a run that is under way keeps the executable that it started with.
"${CC:-gcc}" -std=c17 -O2 -g -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-format-truncation -static -no-pie -fno-pie -pthread \
    -o "$out.new" "$here"/*.c "$here"/*.S
mv "$out.new" "$out"

"${CC:-gcc}" -std=c17 -O2 -D_GNU_SOURCE -Wall -Wextra -Werror -static -o "$out-exchange" "$here/exchange/exchange.c"
"${CC:-gcc}" -std=c17 -O2 -D_GNU_SOURCE -Wall -Wextra -Werror -static -o "$out-hold" "$here/hold/hold.c"

"${CC:-gcc}" -std=c17 -O2 -D_GNU_SOURCE -Wall -Wextra -Werror -shared -fPIC -o "$out-preload.so" "$here/preload/marker.c"
"${CC:-gcc}" -std=c17 -O2 -D_GNU_SOURCE -Wall -Wextra -Werror -static -o "$out-listing.new" "$here/listing/listing.c"
mv "$out-listing.new" "$out-listing"
