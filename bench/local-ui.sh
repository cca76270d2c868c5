#!/usr/bin/env bash
# The Local UI: what it weighs, how long Chromium takes to its first paint and to the secrets, with nothing kept from before, and how its frames come while
# 10,000 records of the audit are scrolled. Real engine, real PostgreSQL.
# Usage: bench/local-ui.sh
set -euo pipefail
cd "$(dirname "$0")/.."
(cd services/local-ui && npm ci --no-audit --no-fund >/dev/null && npm run build >/dev/null)
find services/local-ui/dist/client -type f -exec sh -c 'for file; do gzip -c "$file" | wc -c; done' _ {} + | awk '{ sum += $1 } END { printf "all of the page, compressed: %.0f kB\n", sum / 1000 }'
dotnet build tests/DevFlow.LocalUi.Tests --verbosity quiet >/dev/null
DEVFLOW_SOAK=true tests/DevFlow.LocalUi.Tests/bin/Debug/net10.0/DevFlow.LocalUi.Tests -method '*.A_page_paints_*' -method '*.Ten_thousand_records_*' -showLiveOutput -noColor 2>/dev/null | grep -oE '(first paint:|audit, ).*'
