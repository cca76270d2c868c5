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
# What a run of one round asked of the server.
depth_of() {
  curl -sS -X DELETE "$OP_CONNECT_URL/emulator/requests"
  "$@" >/dev/null
  curl -sS "$OP_CONNECT_URL/emulator/requests" | node bench/depth.mjs "$latency"
}

ours 1 >/dev/null; theirs 1 >/dev/null   # the server compiles its code
curl -sS -H 'Content-Type: application/json' -d "{\"kind\": \"latency\", \"milliseconds\": $latency}" "$OP_CONNECT_URL/emulator/faults"

for _ in $(seq "$runs"); do ours 1; done | tee "$out/ours" | cut -d' ' -f1 >"$out/ours-cold"
for _ in $(seq "$runs"); do theirs 1; done | tee "$out/theirs" | cut -d' ' -f1 >"$out/theirs-cold"
read -r _ of_ours <"$out/ours"; read -r _ of_theirs <"$out/theirs"
[ "$of_ours" = "$of_theirs" ] || { echo "they did not read the same: $of_ours and $of_theirs values" >&2; exit 1; }
a=$(median <"$out/ours-cold"); b=$(median <"$out/theirs-cold")
printf '%s references at %s ms a call, median of %s\n' "$of_ours" "$latency" "$runs"
printf 'first in a process:    ours %s ms, theirs %s ms, ratio %s (the bar: 5)\n' "$a" "$b" "$(ratio "$b" "$a")"

a=$(ours $((runs + 1)) | tail -n "$runs" | cut -d' ' -f1 | median)
b=$(theirs $((runs + 1)) | tail -n "$runs" | cut -d' ' -f1 | median)
c=$(theirs $((runs + 1)) at-once | tail -n "$runs" | cut -d' ' -f1 | median)
printf 'code warm, cache cold: ours %s ms, theirs %s ms, ratio %s; theirs with all references at once %s ms\n' "$a" "$b" "$(ratio "$b" "$a")" "$c"
printf 'ours: %s (the bar: 3); theirs: %s\n' "$(depth_of ours 1)" "$(depth_of theirs 1)"
