#!/usr/bin/env python3
"""Peers and Hudna on the same forty rules, one after the other in one run.

    beside.py --peers ../shared/peers --gazetteer GEONAMES.csv --scratch FOLDER --python VENV/bin/python
              --bench PATH/TO/columns-… [--rounds 3] [--port 54329]

FOLDER is any place outside the repository that the account `postgres` may enter; inputs and the cluster are made
there once. VENV has duckdb, shapely, numpy and psycopg. PATH is the bench that
`cargo bench -p hudna-core --bench columns --no-run` names. Each round runs PostGIS, Hudna, DuckDB with shapely,
Hudna; medians over the rounds, and their ratios, are printed with the load. Nothing of the peers is kept here.
"""
import argparse, json, os, re, statistics, subprocess
from pathlib import Path

a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
a.add_argument("--peers", required=True, type=Path)
a.add_argument("--gazetteer", required=True)
a.add_argument("--scratch", required=True, type=Path)
a.add_argument("--python", required=True)
a.add_argument("--bench", required=True)
a.add_argument("--rounds", type=int, default=3)
a.add_argument("--port", type=int, default=54329)
a = a.parse_args()

S = a.scratch.resolve()
PEERS = a.peers.resolve()
DSN = f"host=127.0.0.1 port={a.port} user=postgres dbname=postgres"
ENV = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", HUDNA_PEERS=str(S), HUDNA_COUNTS=str(PEERS / "expected_counts.csv"),
           HUDNA_COUNTS20=str(S / "expected_counts20.csv"))


def run(*command):
    done = subprocess.run([str(c) for c in command], env=ENV, text=True, capture_output=True, cwd="/")
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def peer(script, *arguments):
    return run(a.python, PEERS / script, *arguments)


def prepare():
    S.mkdir(parents=True, exist_ok=True)
    if not (S / "incidents.csv").exists():
        peer("make_incidents.py", a.gazetteer, "--n", 1_000_000, "--csv", S / "incidents.csv")
    for folder, zones in (("norms", 8), ("norms20", 20)):
        if not (S / folder / "norms.json").exists():
            peer("make_norms.py", a.gazetteer, "--out", S / folder, "--zones", zones)
    fresh = not (S / "pg" / "PG_VERSION").exists()
    subprocess.run(["bash", PEERS / "pg_cluster.sh", "start", S / "pg", str(a.port)], check=True, cwd="/")
    if fresh:
        print(peer("postgis_bench.py", "load", "--dsn", DSN, "--csv", S / "incidents.csv"), end="")
    if not (S / "expected_counts20.csv").exists():
        peer("postgis_bench.py", "count", "--dsn", DSN, "--norms", S / "norms20", "--runs", 1,
             "--counts", S / "expected_counts20.csv")


figures = {}


def keep(name, seconds):
    figures.setdefault(name, []).append(seconds)


def hudna():
    out = run(a.bench, "--bench", "peers", "--sample-count", 1, "--sample-size", 1)
    for label, median in re.findall(r"^  (norms|norms20|rows kept): wall [\d.]+ ms \(median ([\d.]+)\)", out, re.M):
        keep(f"hudna {label}", float(median) / 1e3)
    assert out.count("equal the expected ones") == 3, out


def postgis():
    for folder, suffix in (("norms", ""), ("norms20", " 20 zones")):
        peer("postgis_bench.py", "count", "--dsn", DSN, "--norms", S / folder, "--runs", 2, "--out", S / "postgis.json")
        ways = json.loads((S / "postgis.json").read_text())["ways"]
        keep("postgis serial" + suffix, ways["serial"]["total_of_medians_s"])
        keep("postgis two_connections" + suffix, ways["two_connections"]["median_s"])
        keep("postgis findings" + suffix, ways["findings"]["median_s"])


def columns():
    for folder, suffix in (("norms", ""), ("norms20", " 20 zones")):
        counts = ["--counts", PEERS / "expected_counts.csv"] if folder == "norms" else []
        peer("columns_bench.py", "--csv", S / "incidents.csv", "--norms", S / folder, "--runs", 3, *counts,
             "--out", S / "columns.json")
        got = json.loads((S / "columns.json").read_text())
        both = got["duckdb_2"]["total_of_medians_s"] + got["shapely_spatial_20_zones_once"]["median_s"]
        keep("duckdb + shapely zones_once" + suffix, both)


prepare()
try:
    for i in range(a.rounds):
        for step in (postgis, hudna, columns, hudna):
            step()
        print(f"round {i + 1} of {a.rounds}, load {os.getloadavg()[0]:.2f}", flush=True)
finally:
    subprocess.run(["bash", PEERS / "pg_cluster.sh", "stop", S / "pg", str(a.port)], check=False, cwd="/")

median = {name: statistics.median(seconds) for name, seconds in figures.items()}
for name, seconds in figures.items():
    print(f"{name:40} median {median[name]:8.4f} s   from {min(seconds):.4f} to {max(seconds):.4f}")
for suffix, own in (("", "hudna norms"), (" 20 zones", "hudna norms20")):
    for name in ("postgis serial", "postgis two_connections", "duckdb + shapely zones_once"):
        print(f"{name + suffix:40} / {own:14} = {median[name + suffix] / median[own]:6.1f}")
print(f"{'postgis findings':40} / hudna rows kept = {median['postgis findings'] / median['hudna rows kept']:6.1f}")
