# SPDX-License-Identifier: Apache-2.0
"""Measures imports: rate, its change with size, memory, the size of the lake; and the peers."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

from measuring import ROOT, Budget, megabytes, run

RATE = Budget.at_least(20000, "/s", 40000)
MEMORY = Budget.at_most(300, " MB", 150)
SIZE = Budget.at_most(0.6, "", 0.35)
SCALING = Budget.at_least(0.8, "", 0.95)


def size_of(folder):
    """The bytes of the NDJSON files in a folder; reading them puts them into the page cache."""
    size = 0
    for path in pathlib.Path(folder).rglob("*.ndjson"):
        with open(path, "rb") as file:
            while part := file.read(1 << 20):
                size += len(part)
    return size


def lake_size(path):
    return sum(os.path.getsize(p) for p in (path, path + "-wal") if os.path.exists(p))


def remove_lake(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.unlink(path + suffix)


def generate(tarn, patients, folder):
    done = run([tarn, "generate", "--patients", patients, "--seed", 1, "--output", folder])
    if done.status != 0:
        sys.exit(f"Benchmarks: generate ended with status {done.status}")
    return done


def take(tarn, paths, lake):
    """Imports, and returns the process and how many resources were accounted for."""
    done = run([tarn, "import", "--json", "--lake", lake, *paths])
    if done.status not in (0, 1):
        sys.exit(f"Benchmarks: import ended with status {done.status}")
    report = json.loads(done.output)
    return done, sum(report["total"].values()), report


def fresh_imports(tarn, paths, lake, times):
    """The import with the median wall time of several into an empty lake; the last lake stays."""
    runs = []
    for _ in range(times):
        remove_lake(lake)
        runs.append(take(tarn, paths, lake))
    return sorted(runs, key=lambda item: item[0].wall)[len(runs) // 2]


def add_import(table, done, count, size, lake):
    rate = count / done.wall
    table.add("rate", f"{rate:,.0f}/s", rate, RATE)
    table.add("wall and CPU seconds", f"{done.wall:.1f} s, {done.cpu:.1f} s")
    table.add("peak memory", megabytes(done.peak), done.peak / 1e6, MEMORY)
    if size:
        share = lake_size(lake) / size
        table.add("lake over NDJSON bytes", f"{share:.2f}", share, SIZE)
    return rate


def peer_python(work):
    """A Python in a throw-away environment, with DuckDB and orjson where PyPI has them."""
    folder = work / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
        python = folder / "bin" / "python"
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "duckdb", "orjson"], check=True,
            capture_output=True, timeout=600)
        return str(python), True
    except (subprocess.SubprocessError, OSError):
        return sys.executable, False


def add_peers(table, work, folder, size):
    python, has_duckdb = peer_python(work)
    script = str(ROOT / "Benchmarks" / "peers.py")
    peers = [("loader", "minimal Python loader, " + ("orjson" if has_duckdb else "json") + ", three indexes")]
    if has_duckdb:
        peers.append(("duckdb", "DuckDB into typed tables"))
    else:
        table.note("DuckDB is left out: it cannot be installed from PyPI here")
    for name, what in peers:
        file = work / f"{name}.db"
        done = run([python, script, name, folder, file])
        if done.status == 0:
            table.add(what, f"{int(done.output) / done.wall:,.0f}/s")
            table.add("  peak memory; file over NDJSON bytes",
                      f"{megabytes(done.peak)}; {os.path.getsize(file) / size:.2f}")
        else:
            table.note(f"{what}: failed")
        for path in work.glob(f"{name}.db*"):
            path.unlink()


def bench_generated(tarn, work, table, patients, times, repeats):
    """Measures generated data and, where it is asked for, more of it; returns the lakes."""
    folder, lake = work / "small", str(work / "small.tarn")
    made = generate(tarn, patients, folder)
    size = size_of(folder)
    done, count, _ = fresh_imports(tarn, [folder], lake, repeats)
    table.heading(f"Import of {count:,} generated resources of {patients:,} patients, "
                  f"{megabytes(size)} of NDJSON (median of {repeats})")
    rate = add_import(table, done, count, size, lake)
    again, _, report = take(tarn, [folder], lake)
    identical = report["total"]["identical"]
    table.add("the same import again", f"{count / again.wall:,.0f}/s, {identical:,} identical")
    strict = run([tarn, "import", "--dry-run", "--validation", "strict", "--profiles", work / "none",
                  folder])
    table.add("validating it strictly, without writing", f"{count / strict.wall:,.0f}/s")
    table.add("generating it", f"{count / made.wall:,.0f}/s, {megabytes(made.peak)}")
    add_peers(table, work, folder, size)
    shutil.rmtree(folder)
    lakes = [(f"{count:,} generated resources", lake)]

    if times > 1:
        folder, lake = work / "large", str(work / "large.tarn")
        made = generate(tarn, patients * times, folder)
        size = size_of(folder)
        done, count, _ = fresh_imports(tarn, [folder], lake, 1)
        table.heading(f"Import of {count:,} generated resources, {megabytes(size)} of NDJSON")
        large = add_import(table, done, count, size, lake)
        table.add("rate over the rate of the smaller import", f"{large / rate:.2f}", large / rate,
                  SCALING)
        table.add("generating it", f"{count / made.wall:,.0f}/s, {megabytes(made.peak)}")
        shutil.rmtree(folder)
        lakes.append((f"{count:,} generated resources", lake))
    return lakes


def bench_packs(tarn, work, table, repeats):
    """Measures the real data, where TARN_DATA is set; returns the lake."""
    data = os.environ.get("TARN_DATA")
    if not data:
        table.note("TARN_DATA is not set: the real data is left out")
        return []
    folder, lake = pathlib.Path(data) / "fhir-data", str(work / "packs.tarn")
    done, count, report = fresh_imports(tarn, [folder], lake, repeats)
    table.heading(f"Import of the real data, {count:,} resources in {report['files']:,} files, "
                  f"{megabytes(report['bytes'])} (median of {repeats})")
    add_import(table, done, count, None, lake)
    table.add("lake", megabytes(lake_size(lake)))
    return [("the real data", lake)]
