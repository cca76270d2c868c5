# Sourced by a bench: starts the whole platform in Release, in a folder of its own, and ends it with the script.
# Leaves the ports $engine and $gateway, and SIGN_IN_CODE in the environment: an argument can be read by everybody.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DEVFLOW_ENGINE=local
dotnet build DevFlow.AppHost -c Release --verbosity quiet >/dev/null
root=$(mktemp -d)
chmod 755 "$root"
mkdir "$root/config"
cp config/secrets.yaml "$root/config/"
cp .env.example "$root/"
port() { node -e 'const s=require("net").createServer().listen(0,()=>{console.log(s.address().port);s.close()})'; }
engine=$(port)
gateway=$(port)
cat >"$root/.env" <<END
DEVFLOW_MODE=local
AOSENTRY_API_KEY=sk-bench-0123456789
SECRET_ENCRYPTION_KEY=$(head -c 32 /dev/urandom | base64)
SESSION_SECRET=$(head -c 32 /dev/urandom | base64)
JWT_SECRET=$(head -c 32 /dev/urandom | base64)
DATABASE_URL=postgresql://devflow:bench-password@localhost:$(port)/devflow
QDRANT_URL=http://localhost:$(port)
WORKFLOW_ENGINE_PORT=$engine
MCP_GATEWAY_PORT=$gateway
KNOWLEDGE_HUB_PORT=$(port)
LOCAL_UI_PORT=$(port)
METRICS_PORT=$(port)
DEVFLOW_DASHBOARD=false
LOG_LEVEL=WARNING
END
chmod 600 "$root/.env"
DEVFLOW_ROOT=$root dotnet run --project DevFlow.AppHost -c Release --no-build >"$root/log" 2>&1 &
host=$!
trap 'kill -TERM "$host" 2>/dev/null; wait "$host" || true; rm -rf "$root"' EXIT
for _ in $(seq 600); do
  grep -qE '^(Everything is up|[0-9]+ failed)' "$root/log" && break
  kill -0 "$host" 2>/dev/null || { cat "$root/log"; exit 1; }
  sleep 0.1
done
SIGN_IN_CODE=$(sed -n 's/^sign in, once: .*#sign-in=//p' "$root/log")
export SIGN_IN_CODE
