#!/usr/bin/env bash
# tools/list and a tool of the MCP Gateway, the whole platform running in Release beside it.
# Usage: bench/mcp.sh [SECONDS] [REQUESTS_PER_SECOND]   (default 20 and 50)
set -euo pipefail
# One caller asks more often here than one may.
export RateLimits__Burst=1000000
source "$(dirname "$0")/platform.sh"
node bench/mcp.mjs "http://localhost:$engine" "http://localhost:$gateway/mcp" "${1:-20}" "${2:-50}"
