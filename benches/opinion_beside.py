#!/usr/bin/env python3
"""Consultations of many: red-dwarf and Hudna on the same votes, one after the other in one run.

    opinion_beside.py --peers ../shared/peers --data ../shared/data/polis --scratch FOLDER --python VENV/bin/python
                      --bench PATH/TO/opinion-… [--rounds 3]

VENV has red-dwarf 0.4.0, scikit-learn, pandas and scipy. PATH is the bench that `cargo bench -p hudna-core --bench opinion --no-run`
names. FOLDER is any place outside the repository: the drawn votes (10,000 × 1,000, 5 %) are written there by the peer's own script and
read by both, and so are the two real conversations in one layout. Each round takes red-dwarf and then Hudna; medians of each over the
rounds and their ratio are printed with the load. Nothing of the peer is kept here.
"""
import argparse, csv, json, os, re, statistics, subprocess
from pathlib import Path

a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
a.add_argument("--peers", required=True, type=Path)
a.add_argument("--data", required=True, type=Path)
a.add_argument("--scratch", required=True, type=Path)
a.add_argument("--python", required=True)
a.add_argument("--bench", required=True)
a.add_argument("--rounds", type=int, default=3)
a.add_argument("--big-rounds", type=int, default=1, help="rounds of the drawn votes, of which red-dwarf takes long")
a = a.parse_args()

S = a.scratch.resolve()
PEER = a.peers.resolve() / "reddwarf_bench.py"
DRAWN = "10000x1000x0.05"


def run(command, **more):
    env = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", **more)
    done = subprocess.run([str(c) for c in command], env=env, text=True, capture_output=True, cwd="/")
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def ours(votes):
    """Milliseconds of wall time on this file, and sizes of groups: the line of the bench that names its folder."""
    out = run([a.bench, "--bench"], HUDNA_VOTES=str(votes), HUDNA_RUNS="9")
    line = next(line for line in out.splitlines() if line.startswith(f"{votes.parent.name}: "))
    return float(re.search(r"wall ([\d.]+) ms", line)[1]), re.search(r"groups (\[[^\]]*\])", line)[1]


def theirs(*arguments):
    out = S / "red-dwarf.json"
    run([a.python, PEER, *arguments, "--out", out])
    (name, report), = json.loads(out.read_text())["sets"].items()
    return 1e3 * report["median_s"], sorted(report["groups"].values(), reverse=True)


def laid_out(name):
    """A real conversation as Polis's `votes.csv`: its server keeps agreement as -1."""
    path = S / name / "votes.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    own = a.data / name / "votes.csv"
    if own.is_file():
        path.write_bytes(own.read_bytes())
        return path
    with open(path, "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["timestamp", "datetime", "comment-id", "voter-id", "vote"])
        for v in json.loads((a.data / name / "votes.json").read_text()):
            w.writerow([v["modified"], "", v["tid"], v["pid"], -v["vote"]])
    return path


def shown(name, rounds, peer, votes):
    red, own = [], []
    for _ in range(rounds):
        took, their_groups = peer()
        red.append(took)
        took, our_groups = ours(votes)
        own.append(took)
    r, o = statistics.median(red), statistics.median(own)
    print(f"{name}: red-dwarf {r:.1f} ms {their_groups}, Hudna {o:.2f} ms {our_groups}, {r / o:.0f} times; rounds "
          f"{[round(x, 1) for x in red]} and {own}; load {os.getloadavg()[0]:.1f}", flush=True)


for name in ["brexit-consensus", "below-100-participants"]:
    votes = laid_out(name)
    shown(name, a.rounds, lambda: theirs(votes, "--runs", "5"), votes)
drawn = S / "drawn" / "votes.csv"
drawn.parent.mkdir(parents=True, exist_ok=True)
shown(DRAWN, a.big_rounds, lambda: theirs("--synthetic", DRAWN, "--runs", "1", "--keep-votes", drawn), drawn)
