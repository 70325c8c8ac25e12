"""Keeps rows in SQLite, one to a transaction, and says of each that it is kept; or looks what is left of them.

  write FOLDER SYNCHRONOUS  twelve rows in two sittings, with checkpoints between
  check                     reads lines `FOLDER COUNT`; names the folders that hold fewer rows, holes, or a broken database
"""

import sqlite3
import sys


def write(folder, synchronous):
    for sitting in (0, 6):
        db = sqlite3.connect(folder + "/rows.db", isolation_level=None)
        db.execute("pragma journal_mode = wal")
        db.execute(f"pragma synchronous = {synchronous}")
        db.execute("pragma wal_autocheckpoint = 8")
        db.execute("create table if not exists line (n integer primary key, text)")
        for n in range(sitting, sitting + 6):
            db.execute("insert into line values (?, ?)", (n, chr(97 + n) * 3000))
            print(n, flush=True)
        db.close()


def trouble(folder, count):
    db = sqlite3.connect(folder + "/rows.db", isolation_level=None)
    try:
        db.execute("pragma synchronous = off")
        whole = db.execute("pragma integrity_check").fetchall()
        if whole != [("ok",)]:
            return f"broken: {whole}"
        made = db.execute("select count(*) from sqlite_master").fetchone()[0]
        rows = db.execute("select n, text from line order by n").fetchall() if made else []
        if rows != [(n, chr(97 + n) * 3000) for n in range(len(rows))]:
            return "rows changed or missing between others"
        if len(rows) < count:
            return f"{count} rows were promised, {len(rows)} are there"
    except sqlite3.DatabaseError as why:
        return f"broken: {why}"
    finally:
        db.close()


if sys.argv[1] == "write":
    try:
        write(*sys.argv[2:])
    except sqlite3.Error as why:
        print(why, file=sys.stderr)
        sys.exit(1)
else:
    for line in sys.stdin:
        folder, count = line.rsplit(" ", 1)
        found = trouble(folder, int(count))
        if found:
            print(folder.rsplit("/", 1)[1], found)
