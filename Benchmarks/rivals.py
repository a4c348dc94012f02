# SPDX-License-Identifier: Apache-2.0
"""tarn beside lnav and visidata: the same data, the same pseudo-terminal of 200x60, the same run.

lnav reads the NDJSON with a format that takes the time of each Observation, as a log; visidata reads
it as JSON lines; tarn opens the lake that was made of it. A key is answered when the last byte before
60 ms of silence is there, for all three. A program is ready when its processes rest.
"""

import json
import os
import pathlib
import shutil
import statistics
import time

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


class Rival:
    def __init__(self, name, command, environment, started, to_top=b""):
        self.name = name
        self.command = command
        self.environment = environment
        # The key to the first line, for one that opens at the last.
        self.to_top = to_top
        # What is on the screen once something of the data is.
        self.started = started


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
    while time.monotonic() < deadline:
        burst = terminal.burst(0.05, since=terminal.start, limit=0.25)
        now = time.monotonic() - terminal.start
        if burst.data:
            first = first if first is not None else burst.arrived
            text += burst.data
            if data is None and rival.started in text:
                data = burst.arrived if rival.started in burst.data else now
        used = ticks(terminal.process.pid)
        # Two hundredths of a second in a quarter of one is rest.
        rested = rested + 1 if used - last_ticks <= 2 else 0
        last_ticks = used
        if rested >= 2 and data is not None:
            return first, data, now - 0.5, terminal
    return first, data, None, terminal


def measure(rival, table):
    first, data, ready = [], [], []
    for _ in range(3):
        one, two, three, terminal = start(rival)
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
    most, own = memory(terminal.process.pid)
    terminal.end()

    def keys(bursts):
        ends = [burst.ended for burst in bursts if burst.data]
        if not ends:
            return "no answer"
        size = statistics.median(len(burst.data) for burst in bursts if burst.data)
        return f"{milliseconds(percentile(ends, .5))}, {milliseconds(percentile(ends, .95))}, {size:.0f} B"

    table.add(f"{rival.name}: first byte; data; at rest",
              f"{statistics.median(first):.3f}; {statistics.median(data):.2f}; {statistics.median(ready):.2f} s")
    table.add(f"{rival.name}: line key, page key: p50, p95, bytes", f"{keys(line)}; {keys(page)}")
    table.add(f"{rival.name}: most memory; now, without mapped files", f"{megabytes(most)}; {megabytes(own)}")


def bench(tarn, lake, folder, name, table, work):
    """Adds a row per program: the lake for tarn, the folder of its NDJSON for the others."""
    table.heading(f"Beside lnav and visidata at 200x60 on {name}")
    observations = sorted(pathlib.Path(folder).glob("Observation*.ndjson"))
    rivals = [Rival("tarn, patients", [tarn, "browse", "--lake", lake], {}, b"1/")]
    if shutil.which("lnav"):
        home = pathlib.Path(work) / "lnav-home"
        formats = home / ".lnav" / "formats" / "installed"
        formats.mkdir(parents=True, exist_ok=True)
        (formats / "tarn.json").write_text(json.dumps(FORMAT), encoding="utf-8")
        rivals.append(Rival("lnav, observations", ["lnav", *observations],
                            {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}, b"LOG", b"g"))
    else:
        table.note("lnav is not installed: apt-get install lnav")
    if shutil.which("vd"):
        home = pathlib.Path(work) / "vd-home"
        home.mkdir(exist_ok=True)
        rivals.append(Rival("visidata, observations", ["vd", "-f", "jsonl", *observations],
                            {"HOME": str(home)}, b"Observation"))
    else:
        table.note("visidata is not installed: apt-get install visidata")
    size = sum(os.path.getsize(path) for path in observations)
    everything = sum(path.stat().st_size for path in pathlib.Path(folder).glob("*.ndjson"))
    table.note(f"lnav and visidata read {megabytes(size)} of Observations, tarn has all {megabytes(everything)}")
    for rival in rivals:
        measure(rival, table)
