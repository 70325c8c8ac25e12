#!/usr/bin/env bash
# Load on a house with very many incidents: list, filtered list, counts for a map, one incident, at a fixed rate.
#
#   benches/load.sh N FOLDER [SECONDS]      e.g. benches/load.sh 1000000 /tmp/load 60
#
# Makes a mission of N drawn reports in FOLDER/mission (kept: the next run serves it again), serves it on loopback, signs in as a verifier,
# and asks each page RATE times a second (200) for SECONDS (60). Latency counts from the moment at which a request was due, so that a slow answer
# is not hidden by the requests that waited behind it. `oha` is used where it is installed (`cargo install oha`); benches/load.py else, which
# does the same with the standard library of Python. Prints p50, p99, p99.9 in milliseconds, what did not answer 200, memory and machine.
# HUDNA_PROGRAM and HUDNA_BENCH name programs that are built already; both are built by `cargo build --release` else.
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
reports="${1:?how many reports}"; folder="${2:?a folder}"; seconds="${3:-60}"; rate="${RATE:-200}"
mkdir -p "$folder"
program="${HUDNA_PROGRAM:-}"
if [ -z "$program" ]; then
  cargo build --quiet --release --manifest-path "$here/Cargo.toml" -p hudna
  program="${CARGO_TARGET_DIR:-$here/target}/release/hudna"
fi
if [ ! -d "$folder/mission" ]; then
  if [ -n "${HUDNA_BENCH:-}" ]; then
    HUDNA_MAKE="$folder/mission" HUDNA_ENTRIES="$reports" "$HUDNA_BENCH"
  else
    HUDNA_MAKE="$folder/mission" HUDNA_ENTRIES="$reports" cargo bench --quiet --manifest-path "$here/Cargo.toml" -p hudna-desk --bench record
  fi
fi
port="${PORT:-8917}"; at="http://127.0.0.1:$port"; jar="$folder/cookies"
rm -f "$jar"
invited="$("$program" invite "$folder/mission" --login "load-$$-$RANDOM" --role verifier)"
token="$(printf '%s' "$invited" | grep -o '/invitation/[^ ]*' | head -1)"
"$program" serve "$folder/mission" --listen "127.0.0.1:$port" > "$folder/serve.log" 2>&1 &
house=$!
trap 'kill $house 2> /dev/null || true; wait $house 2> /dev/null || true' EXIT
until curl -s -o /dev/null "$at/public"; do sleep 0.2; kill -0 $house; done
form() { curl -s -o /dev/null -b "$jar" -c "$jar" -H "Origin: $at" "$@"; }
form --data-urlencode "password=drawn words in a row" --data-urlencode "again=drawn words in a row" "$at$token"
began=$(date +%s)
page="$(curl -s -m 3600 -b "$jar" "$at/incidents?lang=en")"
echo "read, worked out and shown first after $(($(date +%s) - began)) s"
incident="$(printf '%s' "$page" | grep -o '/incidents/INC-[A-Z2-7]*' | sed -n 7p)"
[ -n "$incident" ] || { echo "no list came"; exit 1; }
cookie="$(awk 'NF >= 7 { printf "%s%s=%s", (n++ ? "; " : ""), $6, $7 }' "$jar")"
echo "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), $rate requests a second for $seconds s each"
for path in \
  "/incidents?lang=en" \
  "/incidents?lang=ar&sector=wadi_al_sarw&act=shelling&outcome=breach&from=2026-04-01&to=2026-04-20" \
  "/incidents?lang=ar&filter=killed%20%3E%3D%202%20AND%20act%20%3D%20%27sniping%27" \
  "/incidents/sectors?lang=ar" \
  "$incident?lang=ar"
do
  code="$(curl -s -m 600 -o "$folder/page" -w '%{http_code} %{size_download}' -b "$jar" "$at$path")"
  if command -v oha > /dev/null; then
    oha -z "${seconds}s" -q "$rate" -c 32 --latency-correction --no-tui --output-format json -H "Cookie: $cookie" "$at$path" > "$folder/oha.json"
    said="$(python3 -c 'import json,sys
r=json.load(open(sys.argv[1])); p=r["latencyPercentiles"]; bad=sum(n for c,n in r["statusCodeDistribution"].items() if c!="200")
print("p50 %.1f  p99 %.1f  p99.9 %.1f ms, %d not 200" % (p["p50"]*1e3, p["p99"]*1e3, p["p99.9"]*1e3, bad))' "$folder/oha.json")"
  else
    said="$(python3 "$here/benches/load.py" "$at$path" "$cookie" "$rate" "$seconds")"
  fi
  echo "$path ($code bytes): $said"
done
grep -E 'VmHWM|VmRSS' "/proc/$house/status"
