# SPDX-License-Identifier: Apache-2.0
"""tarn beside lnav and visidata: the same data, the same pseudo-terminal of 200x60, the same run.

lnav reads the dated Observations with a format that takes the time of each, as a log; visidata reads
the same file as JSON lines; tarn opens the lake that has them and everything else. A key is answered
when the last byte before 60 ms of silence is there, for all three. A program is ready when its
processes rest. Where the driver of the terminal echoes what is typed, nobody answers: the program has
left its screen, and no figure is given.
"""

import datetime
import json
import os
import pathlib
import re
import shutil
import statistics
import time

import browser
from measuring import megabytes, milliseconds, percentile
from terminal import Terminal

FORMAT = {
    "$schema": "https://lnav.org/schemas/format-v1.schema.json",
    "tarn_observations": {
        "title": "FHIR observations", "description": "NDJSON of FHIR Observations", "json": True,
        "file-pattern": ".*Observation.*", "timestamp-field": "effectiveDateTime",
        "body-field": "id", "line-format": [
            {"field": "__timestamp__"}, " ", {"field": "id"}, " ", {"field": "code/text"}, " ",
            {"field": "valueQuantity/value", "default-value": ""}],
        "value": {"id": {"kind": "string"}, "code/text": {"kind": "string"},
                  "valueQuantity/value": {"kind": "string"}},
        "hide-extra": True,
    },
}


# The beginning of the id of a resource, which both others show in each line.
ID = rb"[0-9a-f]{8}-[0-9a-f]{4}"


class Rival:
    def __init__(self, name, command, environment, started, to_top=b""):
        self.name = name
        self.command = command
        self.environment = environment
        # The key to the first line, for one that opens elsewhere.
        self.to_top = to_top
        # What matches once something of the data is on the screen.
        self.started = re.compile(started)


def processes(pid):
    """The processes that a process has started, itself included."""
    found = [pid]
    for number in found:
        try:
            children = pathlib.Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += [int(child) for child in children.split()]
    return found


def ticks(pid):
    total = 0
    for number in processes(pid):
        try:
            fields = pathlib.Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total


def memory(pid):
    """The most memory of any process, and what of its present is not a mapped file."""
    most = own = 0
    for number in processes(pid):
        try:
            text = pathlib.Path(f"/proc/{number}/status").read_text(encoding="utf-8")
        except OSError:
            continue
        for line in text.splitlines():
            if line.startswith("VmHWM"):
                most = max(most, int(line.split()[1]) * 1024)
            elif line.startswith("RssAnon"):
                own = max(own, int(line.split()[1]) * 1024)
    return most, own


def start(rival):
    """Starts it and waits until it rests: seconds to the first byte, to data, to rest; the terminal."""
    terminal = Terminal(rival.command, more=rival.environment)
    first = data = None
    text = b""
    last_ticks, rested = -1, 0
    deadline = terminal.start + 120
    while time.monotonic() < deadline and terminal.process.poll() is None:
        burst = terminal.burst(0.05, since=terminal.start, limit=0.25)
        now = time.monotonic() - terminal.start
        if burst.data:
            first = first if first is not None else burst.arrived
            text += burst.data
            if data is None and rival.started.search(text):
                data = burst.arrived
        used = ticks(terminal.process.pid)
        # Two hundredths of a second in a quarter of one is rest.
        rested = rested + 1 if used - last_ticks <= 2 else 0
        last_ticks = used
        if rested >= 2 and data is not None:
            return first, data, max(data, now - 0.5), terminal
    return first, data, None, terminal


def measure(rival, table):
    first, data, ready = [], [], []
    for _ in range(3):
        one, two, three, terminal = start(rival)
        if terminal.process.poll() is not None or terminal.echoes():
            terminal.end()
            table.add(f"{rival.name}: does not run", "it left its screen")
            return
        first.append(one or 120)
        data.append(two or 120)
        ready.append(three or 120)
        if len(first) < 3:
            terminal.end()
    if rival.to_top:
        # It follows the end of the file until all of it has been indexed.
        terminal.burst(2.0, limit=10)
        terminal.key(rival.to_top, quiet=0.3)
    line = [terminal.key(b"j", quiet=0.06) for _ in range(60)]
    page = [terminal.key(key, quiet=0.06) for key in [b"\x1b[6~", b"\x1b[5~"] * 15]
    is_alive = terminal.process.poll() is None and not terminal.echoes()
    most, own = memory(terminal.process.pid)
    terminal.end()
    if not is_alive:
        table.add(f"{rival.name}: does not run", "it left its screen")
        return
    table.add(f"{rival.name}: first byte; data; at rest",
              f"{statistics.median(first):.3f}; {statistics.median(data):.2f}; {statistics.median(ready):.2f} s")
    table.add(f"{rival.name}: line key: p50, p95, bytes", answers(line))
    table.add(f"{rival.name}: page key: p50, p95, bytes", answers(page))
    table.add(f"{rival.name}: most memory; now, without mapped files", f"{megabytes(most)}; {megabytes(own)}")


def answers(bursts):
    """How long the keys took and what they cost, of those that were answered."""
    answered = [burst for burst in bursts if burst.data]
    if not answered:
        return "no answer"
    ends = [burst.ended for burst in answered]
    size = statistics.median(len(burst.data) for burst in answered)
    text = f"{milliseconds(percentile(ends, .5))}, {milliseconds(percentile(ends, .95))}, {size:.0f} B"
    return text if len(answered) == len(bursts) else f"{text} ({len(answered)} of {len(bursts)})"


def write_log(folder, path):
    """Writes the Observations that say when, in the order of time, and returns how many there are.

    lnav 0.11.1 ends with a failed precondition when a line without a time is among lines out of order.
    """
    rows = []
    for source in sorted(pathlib.Path(folder).glob("Observation*.ndjson")):
        with open(source, encoding="utf-8") as file:
            for line in file:
                time_of = json.loads(line).get("effectiveDateTime", "")
                # A day or a month has no time that lnav could read.
                if "T" in time_of:
                    rows.append((datetime.datetime.fromisoformat(time_of.replace("Z", "+00:00")), line))
    rows.sort(key=lambda row: row[0])
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line for _, line in rows)
    return len(rows)


def bench(tarn, lake, folder, name, table, work):
    """Adds rows per program: the lake for tarn, the Observations of its NDJSON for the others."""
    table.heading(f"Beside lnav and visidata at 200x60 on {name}")
    log = pathlib.Path(work) / "Observation.ndjson"
    count = write_log(folder, log)
    patient, events = browser.patients_by_size(lake)[-1]
    browse = [tarn, "browse", "--no-session", "--lake", lake]
    rivals = [
        # Only a list that has rows has the mark of the focus.
        Rival("tarn, patients", browse, {}, "▸".encode()),
        # The list of events of the longest record has the keys.
        Rival(f"tarn, {events:,} events of a patient", [*browse, "--patient", patient], {}, rb"LIFE", b"\tgg"),
    ]
    if shutil.which("lnav"):
        home = pathlib.Path(work) / "lnav-home"
        formats = home / ".lnav" / "formats" / "installed"
        formats.mkdir(parents=True, exist_ok=True)
        (formats / "tarn.json").write_text(json.dumps(FORMAT), encoding="utf-8")
        rivals.append(Rival("lnav, observations", ["lnav", log],
                            {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}, ID, b"g"))
    else:
        table.note("lnav is not installed: apt-get install lnav")
    if shutil.which("vd"):
        home = pathlib.Path(work) / "vd-home"
        home.mkdir(exist_ok=True)
        rivals.append(Rival("visidata, observations", ["vd", "-f", "jsonl", log], {"HOME": str(home)}, ID))
    else:
        table.note("visidata is not installed: apt-get install visidata")
    everything = sum(path.stat().st_size for path in pathlib.Path(folder).glob("*.ndjson"))
    table.note(f"lnav and visidata read {count:,} Observations of {megabytes(os.path.getsize(log))}, "
               f"tarn has these and all the rest, {megabytes(everything)}")
    for rival in rivals:
        measure(rival, table)
