"""Asks one page at a fixed rate and prints how long answers took, counted from when each request was due.

load.py URL COOKIE RATE SECONDS

An open loop: a request is sent when it is due, whether or not those before it were answered, over as many kept connections as that takes. Counting
from the due moment is what `oha --latency-correction` does. Needs the standard library alone.
"""

import asyncio
import sys
import time
from urllib.parse import urlsplit


async def answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    lines = [line.lower() for line in head.split(b"\r\n")]
    length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), None)
    if length is not None:
        await reader.readexactly(length)
        return status
    while True:
        size = int((await reader.readline()).strip() or b"0", 16)
        await reader.readexactly(size + 2)
        if size == 0:
            return status


async def main(url, cookie, rate, seconds):
    at = urlsplit(url)
    path = at.path + ("?" + at.query if at.query else "")
    request = f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n".encode()
    free, took, bad = [], [], 0

    async def one(due):
        nonlocal bad
        try:
            reader, writer = free.pop() if free else await asyncio.open_connection(at.hostname, at.port)
            writer.write(request)
            status = await answer(reader)
            free.append((reader, writer))
        except (OSError, EOFError, asyncio.IncompleteReadError):
            status = 0
        took.append(time.perf_counter() - due)
        bad += status != 200

    begin = time.perf_counter() + 0.1
    tasks = []
    for n in range(int(rate * seconds)):
        due = begin + n / rate
        wait = due - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(due)))
    await asyncio.gather(*tasks)
    took.sort()
    p = lambda share: 1e3 * took[min(len(took) - 1, int(len(took) * share))]
    print(f"p50 {p(0.5):.1f}  p99 {p(0.99):.1f}  p99.9 {p(0.999):.1f} ms, {bad} not 200, {len(free)} connections")


asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])))
