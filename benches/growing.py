"""How old pages are, and how long readers and writers wait, while a large record grows.

    python3 benches/growing.py PROGRAM MISSION [SECONDS] [REPORTS_A_SECOND]

MISSION is a folder that `benches/load.sh N FOLDER` made (FOLDER/mission); PROGRAM is `hudna`. Serves it on loopback alone (127.0.0.1:8918) for SECONDS (60), in which
a monitor files drawn reports by the form REPORTS_A_SECOND times a second (2), and looks at each tenth; a verifier asks for counts by sector four times a second, which tell up to when they speak, and for an
incident that nobody read yet twice a second, which is exact and noted as read. Each is asked in turn by a thread of its own. Prints seconds: median, 99th of a hundred, most. The
mission grows by what is filed. Needs the standard library alone.
"""

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

AT = "http://127.0.0.1:8918"


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *asked):
        return None


class Person:
    def __init__(self, program, mission, role):
        login = f"grow-{os.getpid()}-{role}"
        said = subprocess.run([program, "invite", mission, "--login", login, "--role", role], check=True, capture_output=True, text=True).stdout
        self.invitation = re.search(r"/invitation/\S+", said)[0]
        self.open = urllib.request.build_opener(Stay, urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, path, form=None):
        body = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(AT + path, body, {"Origin": AT, "Accept": "text/html"})
        began = time.time()
        try:
            answer = self.open.open(request, timeout=600)
        except urllib.error.HTTPError as other:
            answer = other
        text = answer.read().decode()
        return answer.status, text, answer.headers, time.time() - began

    def comes(self):
        word = "drawn words in a row"
        assert self.ask(self.invitation, {"password": word, "again": word})[0] == 303


def told(name, took, others):
    took = sorted(took)
    if not took:
        print(f"{name}: nothing was asked")
        return
    at = lambda share: took[min(len(took) - 1, int(len(took) * share))]
    print(f"{name}: {len(took)} asked, median {at(0.5):.3f}  99th {at(0.99):.3f}  most {took[-1]:.3f} s, {others} answered otherwise", flush=True)


def main(program, mission, seconds=60.0, rate=2.0):
    files, reads = Person(program, mission, "monitor"), Person(program, mission, "verifier")
    house = subprocess.Popen([program, "serve", mission, "--listen", AT.split("//")[1]], stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                urllib.request.urlopen(AT + "/public", timeout=600).read()
                break
            except urllib.error.URLError:
                assert house.poll() is None
                time.sleep(0.2)
        files.comes()
        reads.comes()
        began = time.time()
        page = reads.ask("/incidents?lang=en")[1]
        print(f"first list after {time.time() - began:.1f} s, load {open('/proc/loadavg').read().split()[0]}", flush=True)
        incidents = re.findall(r"/incidents/INC-[A-Z2-7]+", page)
        for n in range(1, 12):
            incidents += re.findall(r"/incidents/INC-[A-Z2-7]+", reads.ask(f"/incidents?lang=en&page={n * 37}")[1])
        incidents = list(dict.fromkeys(incidents))
        form = files.ask("/reports/new")[1]
        csrf = re.search(r'name="csrf" value="([^"]+)"', form)[1]
        end = time.time() + seconds
        wrote, looked, sealed, counted, age, others = [], [], [], [], [], [0, 0, 0, 0]

        def writes():
            n, due = 0, time.time()
            while time.time() < end:
                entry = re.search(r'name="entry" value="([^"]+)"', files.ask("/reports/new")[1])[1]
                told_in_words = f"drawn words, number {n}, of what nobody saw"
                fields = {"csrf": csrf, "entry": entry, "act": "shelling", "day": "2026-05-02", "lat": f"{29 + random.random():.4f}", "lon": f"{13 + random.random():.4f}", "radius": "500", "text": told_in_words}
                status, _, _, took = files.ask("/reports/new", fields)
                wrote.append(took)
                others[0] += status != 303
                if n % 10 == 0:
                    status, _, _, took = files.ask(f"/reports/{entry}?lang=en")
                    looked.append(took)
                    others[1] += status != 200
                n += 1
                due += 1 / rate
                time.sleep(max(0, due - time.time()))

        def counts():
            while time.time() < end:
                status, text, _, took = reads.ask("/incidents/sectors?lang=en")
                counted.append(took)
                others[2] += status != 200
                if status == 200:
                    age.append(time.time() - json.loads(text)["as_of"] / 1e6)
                time.sleep(0.25)

        def exact():
            for path in incidents:
                if time.time() > end:
                    break
                status, _, _, took = reads.ask(path + "?lang=en")
                sealed.append(took)
                others[3] += status != 200
                time.sleep(0.5)

        threads = [threading.Thread(target=one) for one in (writes, counts, exact)]
        [one.start() for one in threads]
        [one.join() for one in threads]
        told("a report filed by the form", wrote, others[0])
        told("one's own report, looked at at once", looked, others[1])
        told("counts by sector", counted, others[2])
        told("how long ago their last entry was sealed", age, 0)
        told("an incident, exact, noted as read", sealed, others[3])
        print(re.findall(r"VmHWM.*", open(f"/proc/{house.pid}/status").read())[0])
    finally:
        house.terminate()
        house.wait()


main(*sys.argv[1:3], *map(float, sys.argv[3:5]))
