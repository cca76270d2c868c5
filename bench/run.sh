#!/usr/bin/env bash
# What `devflow run` costs: the start of a program with a .env of 60 keys, against a bare native program that reads the file and spawns, dotenvx and
# varlock; and what masking makes of 200 MB.
# Usage: bench/run.sh [RUNS]   (default 20; takes a compiler for native programs, npm and python3)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-20}
dotenvx=2.38.2
varlock=1.20.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

platform=$(dotnet --info | sed -n 's/^ *RID: *//p')
dotnet publish DevFlow.Cli -c Release -r "$platform" -o "$work/devflow" --nologo --verbosity quiet >/dev/null
mkdir "$work/bare-source"
cat >"$work/bare-source/bare.csproj" <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <PublishAot>true</PublishAot>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
EOF
cat >"$work/bare-source/Program.cs" <<'EOF'
using System.Diagnostics;
using System.IO;

var start = new ProcessStartInfo(args[1], args[2..]) { UseShellExecute = false };
foreach (var line in File.ReadAllLines(args[0]))
    if (line.Length > 0 && line[0] != '#' && line.IndexOf('=') is > 0 and var at)
        start.Environment[line[..at]] = line[(at + 1)..];
using var process = Process.Start(start)!;
process.WaitForExit();
return process.ExitCode;
EOF
dotnet publish "$work/bare-source" -c Release -r "$platform" -o "$work/bare" --nologo --verbosity quiet >/dev/null
npm install --prefix "$work/peers" --no-audit --no-fund --loglevel error "@dotenvx/dotenvx@$dotenvx" "varlock@$varlock" >/dev/null

# A third of the keys are secrets. The peers get the file alone, devflow its catalog besides.
mkdir -p "$work/folder/config" "$work/plain"
cp config/secrets.yaml "$work/folder/config/"
for i in $(seq 20); do
  printf 'SERVICE_%s_TOKEN=token-%s-0123456789abcdef\nSERVICE_%s_HOST=service-%s.example.test\nSERVICE_%s_LIMIT=%s\n' "$i" "$i" "$i" "$i" "$i" "$i"
done >"$work/folder/.env"
for i in $(seq 60); do printf 'SECRET_%s="secret %s with \\$ and + / 0123456789"\n' "$i" "$i"; done >"$work/secrets.env"
chmod 600 "$work/folder/.env" "$work/secrets.env"
cp "$work/folder/.env" "$work/plain/"
head -c 148100000 /dev/urandom | base64 -w 76 >"$work/text"

export DEVFLOW_ROOT="$work/folder" PATH="$work/devflow:$PATH"
python3 bench/run.py "$work" "$runs"
printf 'the binary: %s MB (the bar: 20)\n' "$(($(stat -c %s "$work/devflow/devflow") / 1000000))"
