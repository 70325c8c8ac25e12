"""Keeps lines in a folder, and says of each that it is kept.

Arguments: the folder, how, and what to leave out.
  replace  one file, written anew beside the old one and renamed over it
  apart    a file for each line
  append   one file, written on at its end
Left out may be `file` and `folder`, the sync of either; `retry` syncs a file again where it failed, as if that would help.
"""

import os
import sys

folder, how, *forget = sys.argv[1:]


def sync(fd):
    if "file" in forget:
        return
    try:
        os.fsync(fd)
    except OSError:
        if "retry" not in forget:
            raise
        os.fsync(fd)


def write(path, flags, text):
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o644)
    data = text.encode()
    while data:
        data = data[os.write(fd, data):]
    sync(fd)
    os.close(fd)


def sync_folder():
    if "folder" in forget:
        return
    fd = os.open(folder, os.O_RDONLY)
    os.fsync(fd)
    os.close(fd)


lines = []
try:
    for n in range(5):
        line = f"line {n} " + "x" * 700 + "\n"
        lines.append(line)
        if how == "replace":
            write(folder + "/new", os.O_TRUNC, "".join(lines))
            os.rename(folder + "/new", folder + "/lines")
        elif how == "apart":
            write(f"{folder}/{n}", os.O_TRUNC, line)
        else:
            write(folder + "/lines", os.O_APPEND, line)
        sync_folder()
        print(n, flush=True)
except OSError as why:
    print(why.errno, file=sys.stderr)
    sys.exit(1)
