#!/usr/bin/env bash
# How long `dotnet run --project DevFlow.AppHost --no-build` takes until everything is healthy, and each resource's share.
# Usage: bench/startup.sh [RUNS]   (default 5; the first run on a new folder also creates the database files)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
export DEVFLOW_ENGINE=local
dotnet build DevFlow.AppHost --verbosity quiet >/dev/null
dotnet build DevFlow.Cli --verbosity quiet >/dev/null
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
totals=()
for run in $(seq "$runs"); do
  start=$(date +%s.%N)
  dotnet run --project DevFlow.AppHost --no-build >"$out/log" 2>&1 &
  host=$!
  for _ in $(seq 600); do
    grep -qE '^(Everything is up|[0-9]+ failed)' "$out/log" && break
    kill -0 "$host" 2>/dev/null || { cat "$out/log"; exit 1; }
    sleep 0.05
  done
  total=$(awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }')
  totals+=("$total")
  printf 'run %s: %s s from the command to everything healthy; after the host was up:\n' "$run" "$total"
  grep -E '^  [a-z-]+ +(healthy|skipped|failed|ended)' "$out/log" || true
  kill -TERM "$host"
  wait "$host" || true
done
printf 'median of %s: %s s (the bar: 10 s)\n' "$runs" "$(printf '%s\n' "${totals[@]}" | sort -n | sed -n "$(( (runs + 1) / 2 ))p")"

cli=$(ls DevFlow.Cli/bin/Debug/net10.0/devflow)
times=()
"$cli" verify >/dev/null 2>&1 || true
for run in $(seq "$runs"); do
  start=$(date +%s%N)
  "$cli" verify >/dev/null 2>&1 || true
  times+=($(( ($(date +%s%N) - start) / 1000000 )))
done
printf 'devflow verify, warm, median of %s: %s ms (the bar: 300 ms)\n' "$runs" "$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$(( (runs + 1) / 2 ))p")"
