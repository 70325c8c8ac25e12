"""Keeps rows in SQLite, one to a transaction, and says of each that it is kept; or looks what is left of them.

  write FOLDER SYNCHRONOUS  twelve rows in two sittings, with checkpoints between; rows that are there stay
  check                     reads lines `FOLDER COUNT`; names the folders that hold fewer rows, holes, or a broken database
  count FOLDER              how many rows there are, or what is wrong with them
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
            db.execute("insert or ignore into line values (?, ?)", (n, chr(97 + n) * 3000))
            print(n, flush=True)
        db.close()


def rows_of(folder):
    """The number of rows, and what is wrong, if anything."""
    db = sqlite3.connect(folder + "/rows.db", isolation_level=None)
    try:
        db.execute("pragma synchronous = off")
        whole = db.execute("pragma integrity_check").fetchall()
        if whole != [("ok",)]:
            return 0, f"broken: {whole}"
        made = db.execute("select count(*) from sqlite_master").fetchone()[0]
        rows = db.execute("select n, text from line order by n").fetchall() if made else []
        if rows != [(n, chr(97 + n) * 3000) for n in range(len(rows))]:
            return 0, "rows changed or missing between others"
        return len(rows), None
    except sqlite3.DatabaseError as why:
        return 0, f"broken: {why}"
    finally:
        db.close()


if sys.argv[1] == "write":
    try:
        write(*sys.argv[2:])
    except sqlite3.Error as why:
        print(why, file=sys.stderr)
        sys.exit(1)
elif sys.argv[1] == "count":
    rows, trouble = rows_of(sys.argv[2])
    print(trouble or rows)
else:
    for line in sys.stdin:
        folder, count = line.rsplit(" ", 1)
        rows, trouble = rows_of(folder)
        if trouble or rows < int(count):
            print(folder.rsplit("/", 1)[1], trouble or f"{count.strip()} rows were promised, {rows} are there")
