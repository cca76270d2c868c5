#!/usr/bin/env bash
# The whole catalog from a Connect server that takes 20 ms a call: ours, and 1Password's own client reference by reference.
# Usage: bench/catalog.sh [RUNS]   (default 5)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
latency=20
dotnet build bench/DevFlow.Benchmarks --configuration Release --verbosity quiet >/dev/null
bin=bench/DevFlow.Benchmarks/bin/Release/net10.0
[ -d tests/DevFlow.ConnectEmulator.Tests/Conformance/node_modules ] ||
  (cd tests/DevFlow.ConnectEmulator.Tests/Conformance && npm ci --ignore-scripts --no-audit --no-fund >/dev/null)
out=$(mktemp -d)
emulators/DevFlow.ConnectEmulator/bin/Release/net10.0/DevFlow.ConnectEmulator \
  --vaults emulators/DevFlow.ConnectEmulator/vaults.sample.yaml --urls http://127.0.0.1:0 >"$out/log" 2>&1 &
emulator=$!
trap 'kill "$emulator"; rm -rf "$out"' EXIT
for _ in $(seq 100); do
  grep -qoE 'http://127\.0\.0\.1:[0-9]+' "$out/log" && break
  kill -0 "$emulator" || { cat "$out/log"; exit 1; }
  sleep 0.1
done
export OP_CONNECT_URL OP_CONNECT_TOKEN=devflow-local-token
OP_CONNECT_URL=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$out/log" | head -n 1)

ours() { "$bin/DevFlow.Benchmarks" catalog "$1" <<<"$OP_CONNECT_URL"; }
theirs() { node bench/catalog.mjs "$@"; }
median() { sort -n | sed -n "$(( (runs + 1) / 2 ))p"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }
span() { local start; start=$(date +%s%N); "$@" >/dev/null; printf '%s\n' $(( ($(date +%s%N) - start) / 1000000 )); }
# What a run of one round asked of the server.
depth_of() {
  curl -sS -X DELETE "$OP_CONNECT_URL/emulator/requests"
  "$@" >/dev/null
  curl -sS "$OP_CONNECT_URL/emulator/requests" | node bench/depth.mjs "$latency"
}

ours 1 >/dev/null; theirs 1 >/dev/null   # the server compiles its code
curl -sS -H 'Content-Type: application/json' -d "{\"kind\": \"latency\", \"milliseconds\": $latency}" "$OP_CONNECT_URL/emulator/faults"

a=$(ours $((runs + 1)) | tail -n "$runs" | tee "$out/ours" | cut -d' ' -f1 | median)
b=$(theirs $((runs + 1)) | tail -n "$runs" | tee "$out/theirs" | cut -d' ' -f1 | median)
c=$(theirs $((runs + 1)) at-once | tail -n "$runs" | cut -d' ' -f1 | median)
read -r _ of_ours _ <"$out/ours"; read -r _ of_theirs <"$out/theirs"
[ "$of_ours" = "$of_theirs" ] || { echo "they did not read the same: $of_ours and $of_theirs values" >&2; exit 1; }
printf '%s references at %s ms a call, medians of %s\n' "$of_ours" "$latency" "$runs"
printf 'nothing cached:          ours %s ms, theirs %s ms, ratio %s (the bar: 5); theirs with all references at once %s ms\n' "$a" "$b" "$(ratio "$b" "$a")" "$c"

# The start of the runtime and its compiling are most of this.
a=$(for _ in $(seq "$runs"); do span ours 1; done | median)
b=$(for _ in $(seq "$runs"); do span theirs 1; done | median)
printf 'the process as a whole:  ours %s ms, theirs %s ms, ratio %s\n' "$a" "$b" "$(ratio "$b" "$a")"
printf 'ours: %s (the bar: 3); theirs: %s\n' "$(depth_of ours 1)" "$(depth_of theirs 1)"
