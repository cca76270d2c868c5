#!/usr/bin/env bash
# Searches of the Knowledge Hub over HTTP among 10,000 chunks, in Release, with the Qdrant emulator: how long they take, the embedding of the query aside.
# Usage: bench/knowledge.sh [CHUNKS] [SEARCHES] [DIMENSION]   (default 10000, 500 and 1536)
set -euo pipefail
cd "$(dirname "$0")/.."
export DEVFLOW_ENGINE=local
dotnet build services/DevFlow.KnowledgeHub -c Release --verbosity quiet >/dev/null
dotnet build emulators/DevFlow.QdrantEmulator -c Release --verbosity quiet >/dev/null
root=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$root"' EXIT
mkdir "$root/config"
cp config/secrets.yaml "$root/config/"
port() { node -e 'const s=require("net").createServer().listen(0,()=>{console.log(s.address().port);s.close()})'; }
qdrant=$(port) hub=$(port) models=$(port)
cat >"$root/.env" <<END
DEVFLOW_MODE=local
AOSENTRY_API_KEY=sk-bench-0123456789
AOSENTRY_API_URL=http://127.0.0.1:$models
LOG_LEVEL=WARNING
END
chmod 600 "$root/.env"
QDRANT__SERVICE__HTTP_PORT=$qdrant dotnet emulators/DevFlow.QdrantEmulator/bin/Release/net10.0/DevFlow.QdrantEmulator.dll >"$root/qdrant.log" 2>&1 &
DEVFLOW_ROOT=$root ASPNETCORE_URLS=http://127.0.0.1:$hub ASPNETCORE_CONTENTROOT=$root ConnectionStrings__qdrant_http=http://127.0.0.1:$qdrant \
  env "services__workflow-engine__http__0=http://127.0.0.1:$models" dotnet services/DevFlow.KnowledgeHub/bin/Release/net10.0/DevFlow.KnowledgeHub.dll >"$root/hub.log" 2>&1 &
node bench/knowledge.mjs "$hub" "$models" "${1:-10000}" "${2:-500}" "${3:-1536}" || { cat "$root/hub.log" "$root/qdrant.log"; exit 1; }
