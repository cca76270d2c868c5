#!/usr/bin/env bash
# 'devflow scan --history' on a repository with 10,000 commits, and what everybody has for it: git log -p, searched by grep for as many
# fixed strings. Interleaved; least and median of the runs, and the peak of memory of devflow and of the gits that it starts.
# Usage: bench/scan.sh [RUNS [COMMITS]]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
commits=${2:-10000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet publish DevFlow.Cli --configuration Release --runtime linux-x64 -p:PublishAot=true --output "$work/native" --verbosity quiet >/dev/null
git init --quiet --bare "$work/repository"
node bench/scan-repository.mjs "$commits" | git -C "$work/repository" fast-import --quiet --done
printf '%s commits, %s objects, %s\n' "$(git -C "$work/repository" rev-list --all --count)" \
  "$(git -C "$work/repository" rev-list --all --objects | wc -l)" "$(du -sh "$work/repository" | cut -f1)"

# Sixty secrets, as a large .env has; the bench's catalog lists none.
for n in $(seq 60); do printf 'SECRET_%s=%s\n' "$n" "$(printf 'secret %s' "$n" | sha256sum | cut -c1-40)"; done >"$work/.env"
chmod 600 "$work/.env"
cut -d= -f2 "$work/.env" >"$work/values"

seconds() {
  local start end
  start=$(date +%s.%N)
  "$@" >"$work/out" 2>&1 || true
  end=$(date +%s.%N)
  echo "$end - $start" | bc
}
peak() { awk '/VmHWM/ { print $2 }' "/proc/$1/status" 2>/dev/null || true; }
summary() { sort -n | awk -v what="$1" '{ t[NR] = $1 } END { printf "%-44s least %6.2f s, median %6.2f s\n", what, t[1], t[int((NR + 1) / 2)] }'; }
of_devflow() { "$work/native/devflow" --root "$work" scan "$work/repository" --history; }
of_git() { git -C "$work/repository" log --all --reflog --patch --text | grep --count --fixed-strings --file "$work/values"; }

for _ in $(seq "$runs"); do
  seconds of_devflow >>"$work/devflow"
  grep -q '1 finding' "$work/out" || { echo "the scan did not find what is there:"; cat "$work/out"; exit 1; }
  seconds of_git >>"$work/git"
done
summary 'devflow scan --history (60 secrets, 28 forms)' <"$work/devflow"
summary 'git log -p | grep -F (60 secrets, raw only)' <"$work/git"

"$work/native/devflow" --root "$work" scan "$work/repository" --history >/dev/null 2>&1 &
devflow=$!
own=0 gits=0
while kill -0 "$devflow" 2>/dev/null; do
  now=$(peak "$devflow"); own=$(( ${now:-0} > own ? now : own ))
  for child in $(ps -o pid= --ppid "$devflow"); do now=$(peak "$child"); gits=$(( ${now:-0} > gits ? now : gits )); done
  sleep 0.1
done
printf 'peak: devflow %s MB; its largest git %s MB, the pack that it maps included\n' $((own / 1024)) $((gits / 1024))
