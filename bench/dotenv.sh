#!/usr/bin/env bash
# .env files of 60, 600 and 6,000 keys: DevFlow, DotNetEnv and Node's util.parseEnv on the same files.
# Usage: bench/dotenv.sh [--full]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/DevFlow.Benchmarks --configuration Release --verbosity quiet >/dev/null
bench=bench/DevFlow.Benchmarks/bin/Release/net10.0/DevFlow.Benchmarks
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
for keys in 60 600 6000; do "$bench" env-file "$keys" >"$files/$keys"; done
node_figures() { printf 'Node %s, util.parseEnv:\n' "$(node --version)"; node bench/dotenv.mjs "$files/60" "$files/600" "$files/6000"; }
# Before and after, so that a machine that is getting busier shows.
node_figures
"$bench" --filter '*EnvParsing*' "$@" | sed -n '/^| Method/,/^$/p'
node_figures
