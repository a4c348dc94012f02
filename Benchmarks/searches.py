# SPDX-License-Identifier: Apache-2.0
"""Measures FHIR searches on a lake, and counting queries beside DuckDB on the same resources."""

import json
import re
import shutil
import statistics
import subprocess

from imports import peer_python
from measuring import ROOT, Budget, milliseconds, percentile, run

LATENCY = Budget.at_most(10, " ms", 3)
REPEATS = 5

# Selective and unselective, sorted and not, chains, includes, and what the index cannot decide.
REQUESTS = [
    "Observation?code=http://loinc.org|4548-4",
    "Observation?code=http://loinc.org|4548-4&value-quantity=gt7&_sort=-date",
    "Observation?code=http://loinc.org|4548-4&_sort=-date&_include=Observation:subject",
    "Observation?value-quantity=gt100",
    "Observation?value-quantity=gt7&_sort=-value-quantity",
    "Observation?_sort=-date",
    "Observation?date=2019-03",
    "Observation?date=ge2020&_sort=date",
    "Observation?code:not=http://loinc.org|4548-4",
    "Observation?value-quantity:missing=true",
    "Observation?combo-value-quantity=5.4|http://unitsofmeasure.org|mmol/L",
    "Observation?patient.name=mar&code=http://loinc.org|4548-4",
    "Observation?patient.gender=female&_sort=-date",
    "Encounter?date=ge2020&_sort=date",
    "Encounter?date=ge2015-03-02&date=lt2015-04",
    "Condition?code=http://snomed.info/sct|44054006&_include=Condition:subject",
    "Condition?code:text=diabetes",
    "Condition?clinical-status=active&_sort=-onset-date",
    "MedicationRequest?status=active&_revinclude=Provenance:target",
    "Patient?name=mar",
    "Patient?_sort=birthdate",
    "Patient?birthdate=lt1950&gender=female&_sort=family",
    "Patient?_has:Observation:patient:code=http://loinc.org|4548-4",
    "Patient?_has:Condition:patient:code=http://snomed.info/sct|44054006",
    "?_lastUpdated=gt2020&_type=Patient",
]

# A count as a FHIR search, and as SQL over DuckDB's tables of the same resources.
COUNTS = [
    ("Observation?status=final", "SELECT COUNT(*) FROM Observation WHERE status = 'final'"),
    ("Observation?code=http://loinc.org|4548-4",
     "SELECT COUNT(*) FROM (SELECT unnest(code.coding) AS c FROM Observation) WHERE c.system = "
     "'http://loinc.org' AND c.code = '4548-4'"),
    ("Patient?gender=female", "SELECT COUNT(*) FROM Patient WHERE gender = 'female'"),
    ("Condition?code=http://snomed.info/sct|44054006",
     "SELECT COUNT(*) FROM (SELECT unnest(code.coding) AS c FROM Condition) WHERE c.system = "
     "'http://snomed.info/sct' AND c.code = '44054006'"),
]


def ask(tarn, lake, request):
    """The program's own time for a request, in seconds, and what it printed."""
    done = subprocess.run([tarn, "search", "--lake", lake, "--explain", "--ids", request],
                          capture_output=True, text=True, check=False)
    found = re.search(r"Found in ([\d.]+) ms", done.stderr)
    return (float(found[1]) / 1000, done.stdout) if found else None


def ask_count(tarn, lake, request):
    """The program's own time for a count, in seconds, and the count."""
    done = subprocess.run([tarn, "search", "--lake", lake, "--explain", f"{request}&_summary=count"],
                          capture_output=True, text=True, check=False)
    found = re.search(r"Found in ([\d.]+) ms", done.stderr)
    return (float(found[1]) / 1000, done.stdout) if found else None


def bench(tarn, lake, name, table):
    """First pages of twenty, each the median of some runs on a warm file."""
    table.heading(f"FHIR search on {name}, first page of 20 (the opening of the lake left out)")
    times = []
    for request in REQUESTS:
        answers = [ask(tarn, lake, f"{request}&_count=20") for _ in range(REPEATS)]
        if None in answers:
            table.note(f"{request}: failed")
            continue
        middle = statistics.median(seconds for seconds, _ in answers)
        times.append(middle)
        table.add(f"  {request.replace('|', chr(92) + '|')}",
                  f"{milliseconds(middle)}, {answers[0][1].count(chr(10))} rows")
    if times:
        worst = percentile(times, 0.95)
        table.add("median of the requests", milliseconds(statistics.median(times)))
        table.add("95 of 100 requests", milliseconds(worst), worst * 1000, LATENCY)
    whole = sorted(run([tarn, "search", "--lake", lake, "--ids", REQUESTS[0]]).wall
                   for _ in range(REPEATS))
    table.add("the first request, start of the program included", milliseconds(whole[REPEATS // 2]))


# Laboratory results with their codes, nine columns.
VIEW = {
    "resourceType": "ViewDefinition", "resource": "Observation", "status": "active", "name": "lab",
    "where": [{"path": "category.coding.where(code = 'laboratory').exists()"}],
    "select": [
        {"column": [
            {"name": "id", "path": "getResourceKey()"},
            {"name": "patient", "path": "subject.getReferenceKey(Patient)"},
            {"name": "status", "path": "status"},
            {"name": "date", "path": "effective.ofType(dateTime)"},
            {"name": "value", "path": "value.ofType(Quantity).value"},
            {"name": "unit", "path": "value.ofType(Quantity).code"},
            {"name": "issued", "path": "issued"}]},
        {"forEach": "code.coding.where(system = 'http://loinc.org')", "column": [
            {"name": "code", "path": "code"}, {"name": "display", "path": "display"}]}],
}


def add_view(table, tarn, python, script, folder):
    """A ViewDefinition over NDJSON, and the same table made by DuckDB from the same file."""
    paths = sorted(folder.glob("Observation.*ndjson"))
    if not paths:
        return
    view, mine, theirs = folder / "view.json", folder / "mine.csv", folder / "theirs.csv"
    view.write_text(json.dumps(VIEW), encoding="utf-8")
    inputs = [part for path in paths for part in ("--input", path)]
    done = run([tarn, "view", "run", view, *inputs, "--output", mine])
    other = run([python, script, "view", folder, theirs])
    lines = sum(1 for path in paths for _ in open(path, "rb"))
    counts = [sum(1 for _ in open(path, "rb")) if path.exists() else 0 for path in (mine, theirs)]
    figure = f"{lines / done.wall:,.0f}/s; {lines / other.wall:,.0f}/s"
    if counts[0] != counts[1]:
        figure += f", but {counts[1]:,} rows for {counts[0]:,}"
    table.add("a view of 9 columns over NDJSON; DuckDB", figure)


def bench_counts(tarn, lake, name, table, work):
    """Counts beside DuckDB, which reads the lake's export into typed tables first."""
    table.heading(f"Counting on {name}, beside DuckDB")
    python, has_duckdb = peer_python(work)
    folder, database = work / "counted", work / "counted.duckdb"
    theirs = {}
    if has_duckdb:
        run([tarn, "export", "--lake", lake, "--output", folder])
        script = str(ROOT / "Benchmarks" / "peers.py")
        loaded = run([python, script, "duckdb", folder, database])
        table.add("DuckDB: loading the export", f"{loaded.wall:.1f} s")
        asked = subprocess.run([python, script, "counts", folder, database],
                               input="\n".join(sql for _, sql in COUNTS),
                               capture_output=True, text=True, check=False)
        add_view(table, tarn, python, script, folder)
        for line in asked.stdout.splitlines():
            number, count, seconds = line.split("\t")
            theirs[int(number)] = (int(count), float(seconds))
        shutil.rmtree(folder, ignore_errors=True)
        database.unlink(missing_ok=True)
    else:
        table.note("DuckDB is left out: it cannot be installed from PyPI here")
    for number, (request, _) in enumerate(COUNTS):
        answers = [ask_count(tarn, lake, request) for _ in range(REPEATS)]
        if None in answers:
            table.note(f"{request}: failed")
            continue
        number_of_ours = int(answers[0][1])
        middle = statistics.median(seconds for seconds, _ in answers)
        figure = f"{number_of_ours:,} in {milliseconds(middle)}"
        if number in theirs:
            other, seconds = theirs[number]
            figure += f"; {milliseconds(seconds)}"
            if other != number_of_ours:
                figure += f", but {other:,}"
        table.add(f"  {request.replace('|', chr(92) + '|')}", figure)
