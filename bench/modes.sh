#!/usr/bin/env bash
# How long each mode takes until everything is healthy, and the table of its resources. What is hosted in hybrid and saas mode is hosted by a
# platform in local mode, which is started first and left to run. On premises the emulators stand in. In folders of their own.
# Usage: bench/modes.sh [RUNS]   (default 3)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3}
export DEVFLOW_ENGINE=local
dotnet build DevFlow.AppHost --verbosity quiet >/dev/null
host=$PWD/DevFlow.AppHost/bin/local/Debug/net10.0/DevFlow.AppHost
work=$(mktemp -d)
chmod 755 "$work"
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT

folder() { # mode, port of the first service, lines of .env
  mkdir -p "$work/$1/config"
  cp .env.example "$work/$1/" && cp config/secrets.yaml "$work/$1/config/"
  { [ "$1" != host ] && echo "DEVFLOW_MODE=$1"; printf 'MCP_GATEWAY_PORT=%s\nWORKFLOW_ENGINE_PORT=%s\nKNOWLEDGE_HUB_PORT=%s\nLOCAL_UI_PORT=%s\nMETRICS_PORT=%s\nDEVFLOW_DASHBOARD=false\n' \
    "$2" "$(($2 + 1))" "$(($2 + 2))" "$(($2 + 3))" "$(($2 + 4))"; printf '%b' "$3"; } >"$work/$1/.env"
  chmod 600 "$work/$1/.env"
}
start() { # folder, log: until everything is up
  DEVFLOW_ROOT="$work/$1" "$host" >"$2" 2>&1 &
  pid=$!
  until grep -q '^Everything is up' "$2"; do
    kill -0 "$pid" 2>/dev/null || { cat "$2"; exit 1; }
    sleep 0.05
  done
}

stores='AOSENTRY_API_KEY=sk-bench-0123456789\nDATABASE_URL=postgresql://devflow:devflow@localhost:%s/devflow\nQDRANT_URL=http://localhost:%s\n'
hosted='AOSENTRY_API_KEY=sk-bench-0123456789\nDEVFLOW_API_KEY=key-bench-0123456789\nDEVFLOW_API_URL=http://localhost:24101\n'
# shellcheck disable=SC2059 # The format is above.
folder host 24100 "$(printf "$stores" 24110 24111)"
# shellcheck disable=SC2059
folder local 24200 "$(printf "$stores" 24210 24211)"
folder hybrid 24200 "$hosted"
folder saas 24200 "$hosted"
folder onprem 24200 'OP_CONNECT_URL=http://localhost:24212\nOP_CONNECT_TOKEN=token-bench-0123456789\n'
start host "$work/host.log"

for mode in local hybrid saas onprem; do
  times=()
  for run in $(seq "$runs"); do
    start "$mode" "$work/$mode.log"
    times+=("$(grep -oE '^Everything is up after [0-9.]+' "$work/$mode.log" | grep -oE '[0-9.]+$')")
    kill -TERM "$pid"
    wait "$pid" || true
  done
  printf '\n%s: median of %s: %s s after the app host was up\n' "$mode" "$runs" "$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$(((runs + 1) / 2))p")"
  sed -n '/^Everything is up/q;p' "$work/$mode.log" | grep -E '^(mode:|  [a-z-]+ +(healthy|skipped|failed))'
done
