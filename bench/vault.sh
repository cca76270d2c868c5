#!/usr/bin/env bash
# Reads and writes of the vault over HTTP at 200 requests a second, the whole platform running in Release beside it.
# Usage: bench/vault.sh [SECONDS] [REQUESTS_PER_SECOND]   (default 30 and 200)
set -euo pipefail
source "$(dirname "$0")/platform.sh"
node bench/vault.mjs "http://localhost:$engine" "${1:-30}" "${2:-200}"
