#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What tarn's import is compared with, each a process of its own that reads the same NDJSON files.

    peers.py loader FOLDER FILE    the smallest loader that stores resources and finds them again
    peers.py duckdb FOLDER FILE    DuckDB reading each resource type into a table with types
    peers.py view FOLDER FILE      DuckDB writing the table of searches.VIEW as CSV
    peers.py counts FOLDER FILE    DuckDB asked the queries of standard input, a line each

The first two print how many lines they have stored, the last one a line per query: its number, the
count and the median of the seconds that it took.
"""

import json
import pathlib
import sqlite3
import statistics
import sys
import time


def files(folder):
    return sorted(pathlib.Path(folder).rglob("*.ndjson"))


def loader(folder, database):
    """Three indexes, no versions, no timeline, no validation, no safety."""
    try:
        import orjson
        loads = orjson.loads
    except ImportError:
        loads = json.loads
    db = sqlite3.connect(database)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE TABLE r (type TEXT, id TEXT, patient TEXT, code TEXT, date TEXT, body BLOB)")
    count = 0
    for path in files(folder):
        with open(path, "rb") as file:
            rows = []
            for line in file:
                rows.append(row(loads(line), line))
                if len(rows) == 10000:
                    db.executemany("INSERT INTO r VALUES (?, ?, ?, ?, ?, ?)", rows)
                    count += len(rows)
                    rows = []
            db.executemany("INSERT INTO r VALUES (?, ?, ?, ?, ?, ?)", rows)
            count += len(rows)
    db.execute("CREATE INDEX a ON r (type, id)")
    db.execute("CREATE INDEX b ON r (patient, date)")
    db.execute("CREATE INDEX c ON r (code)")
    db.commit()
    db.close()
    return count


def row(resource, line):
    subject = (resource.get("subject") or resource.get("patient") or {}).get("reference")
    concept = resource.get("code")
    coding = concept.get("coding") if isinstance(concept, dict) else None
    code = coding[0].get("code") if coding else None
    date = (resource.get("effectiveDateTime") or resource.get("onsetDateTime")
            or resource.get("authoredOn"))
    return resource.get("resourceType"), resource.get("id"), subject, code, date, line


def duckdb(folder, database):
    import duckdb as engine
    db = engine.connect(database)
    db.execute("SET threads = 2")
    types = {}
    for path in files(folder):
        types.setdefault(path.name.split(".")[0], []).append(str(path))
    count = 0
    for name, paths in types.items():
        db.execute(
            f'CREATE TABLE "{name}" AS SELECT * FROM read_json(?, format = \'newline_delimited\','
            " union_by_name = true, maximum_object_size = 67108864)", [paths])
        count += db.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]
    db.close()
    return count


def view(folder, output):
    import duckdb as engine
    db = engine.connect()
    db.execute("SET threads = 2")
    paths = [str(path) for path in sorted(pathlib.Path(folder).glob("Observation.*ndjson"))]
    db.execute(
        "COPY (SELECT 'Observation/' || id, subject.reference, status, effectiveDateTime,"
        " valueQuantity.value, valueQuantity.code, issued, c.code, c.display FROM"
        " (SELECT *, unnest(code.coding) AS c FROM read_json(?, format = 'newline_delimited',"
        " union_by_name = true, maximum_object_size = 67108864) WHERE list_contains("
        "[x.code for x in flatten([y.coding for y in category])], 'laboratory'))"
        f" WHERE c.system = 'http://loinc.org') TO '{output}' (HEADER)", [paths])
    return len(paths)


def counts(database):
    import duckdb as engine
    db = engine.connect(database, read_only=True)
    db.execute("SET threads = 2")
    for number, query in enumerate(sys.stdin.read().splitlines()):
        times = []
        for _ in range(5):
            start = time.monotonic()
            count = db.execute(query).fetchone()[0]
            times.append(time.monotonic() - start)
        print(f"{number}\t{count}\t{statistics.median(times):.6f}")


if __name__ == "__main__":
    if sys.argv[1] == "counts":
        counts(sys.argv[3])
    else:
        print({"loader": loader, "duckdb": duckdb, "view": view}[sys.argv[1]](sys.argv[2], sys.argv[3]))
