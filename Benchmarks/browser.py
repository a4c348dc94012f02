# SPDX-License-Identifier: Apache-2.0
"""Measures the browser in a pseudo-terminal: frames, keys, bytes and memory, at 200x60."""

import fcntl
import json
import os
import pathlib
import select
import statistics
import struct
import subprocess
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
QUIET = 0.03


class Terminal:
    """A program on a pseudo-terminal, of which only the bytes and their times are looked at."""

    def __init__(self, arguments, rows=60, columns=200):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", TZ="UTC")
        environment.pop("NO_COLOR", None)
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            arguments, stdin=slave, stdout=slave, stderr=subprocess.DEVNULL, env=environment,
            start_new_session=True, close_fds=True)
        os.close(slave)

    def read_until_quiet(self, quiet=QUIET, limit=10.0):
        """Returns (bytes, time of the first, time of the last) of what comes until it is quiet."""
        data, first, last = b"", None, None
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            wait = quiet if last is not None else deadline - time.monotonic()
            ready, _, _ = select.select([self.master], [], [], wait)
            if not ready:
                if last is not None:
                    break
                continue
            try:
                part = os.read(self.master, 1 << 16)
            except OSError:
                break
            if not part:
                break
            last = time.monotonic()
            first = first or last
            data += part
        return data, first, last

    def read_until(self, text, limit=10.0):
        """Returns the seconds since the start until a text has come, or None."""
        data = b""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.master], [], [], deadline - time.monotonic())
            if not ready:
                return None
            try:
                data += os.read(self.master, 1 << 16)
            except OSError:
                return None
            if text in data:
                return time.monotonic() - self.start
        return None

    def key(self, keys):
        """Types and returns (seconds to the last byte of the frame, bytes)."""
        sent = time.monotonic()
        os.write(self.master, keys)
        data, _, last = self.read_until_quiet(limit=2.0)
        return (last - sent if last else None), len(data)

    def memory(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        return 0

    def switches(self):
        total = 0
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            for line in open(task / "status"):
                if line.startswith("voluntary_ctxt_switches"):
                    total += int(line.split()[1])
        return total

    def close(self):
        os.write(self.master, b"\x03\x03")
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms"


def patients_by_size(tarn, lake):
    import sqlite3
    db = sqlite3.connect(f"file:{lake}?mode=ro", uri=True)
    rows = db.execute(
        "SELECT r.id, p.events FROM patient p JOIN resource r ON r.row = p.resource "
        "WHERE r.deleted = 0 ORDER BY p.events").fetchall()
    db.close()
    return rows


def keys(terminal, sequence, count):
    times, sizes = [], []
    for number in range(count):
        elapsed, size = terminal.key(sequence[number % len(sequence)])
        if elapsed is not None:
            times.append(elapsed)
            sizes.append(size)
    return times, sizes


def add_keys(table, what, times, sizes, budget="10 ms p95; goal 4 ms"):
    if not times:
        table.add(what, "no frame", budget)
        return
    table.add(
        f"{what}: p50 / p95",
        f"{milliseconds(percentile(times, 0.5))} / {milliseconds(percentile(times, 0.95))}", budget)
    table.add(f"  bytes written per key, median", f"{int(statistics.median(sizes)):,}")


def bench(tarn, lake, name, table):
    first, usable = [], []
    for _ in range(7):
        terminal = Terminal([tarn, "browse", "--lake", lake])
        data, begun, _ = terminal.read_until_quiet()
        first.append(begun - terminal.start)
        terminal.close()
        terminal = Terminal([tarn, "browse", "--lake", lake])
        _, _, last = terminal.read_until_quiet(quiet=0.2)
        usable.append(last - terminal.start)
        terminal.close()
    table.add(f"browser, {name}: start to first byte", milliseconds(statistics.median(first)),
              "80 ms; goal 30 ms")
    table.add("  start to the last byte of the patient list", milliseconds(statistics.median(usable)),
              "150 ms; goal 60 ms")

    rows = patients_by_size(tarn, lake)
    middle = min(rows, key=lambda row: abs(row[1] - 300))
    largest = rows[-1]
    for patient, budget in ((middle, "15 ms; goal 5 ms"), (largest, "80 ms; goal 40 ms")):
        times = []
        for _ in range(5):
            terminal = Terminal([tarn, "browse", "--lake", lake])
            terminal.read_until_quiet(quiet=0.2)
            # The filter finds the patient by id; opening is timed by itself.
            for byte in f"/{patient[0]}\r".encode():
                os.write(terminal.master, bytes([byte]))
            terminal.read_until_quiet(quiet=0.2)
            elapsed, _ = terminal.key(b"\r")
            if elapsed is not None:
                times.append(elapsed)
            terminal.close()
        if times:
            table.add(f"  open a patient of {patient[1]:,} events, key to last byte",
                      milliseconds(statistics.median(times)), budget)

    terminal = Terminal([tarn, "browse", "--lake", lake])
    terminal.read_until_quiet(quiet=0.2)
    times, sizes = keys(terminal, [b"j"], 100)
    add_keys(table, "  line key in the patient list", times, sizes)
    terminal.close()

    terminal = Terminal([tarn, "browse", "--lake", lake, "--patient", largest[0]])
    terminal.read_until_quiet(quiet=0.3)
    for what, sequence, count in (
            ("line key in the timeline", [b"j", b"k"], 100),
            ("bin key in the timeline", [b"l", b"h"], 100),
            ("page key", [b"\x04", b"\x15"], 60),
            ("zoom key", [b"z", b"z", b"z", b"Z", b"Z", b"Z"], 60)):
        times, sizes = keys(terminal, sequence, count)
        add_keys(table, "  " + what, times, sizes)
    terminal.key(b"/")
    times, sizes = keys(terminal, [b"c", b"r", b"e", b"a", b"t", b"\x7f", b"\x7f", b"\x7f", b"\x7f", b"\x7f"], 60)
    add_keys(table, "  keystroke of a search", times, sizes, "20 ms p95; goal 5 ms")
    terminal.key(b"\x1b")
    table.add("  memory of the browser after that", f"{terminal.memory() / 1e6:,.0f} MB",
              "100 MB; goal 50 MB")
    terminal.read_until_quiet(quiet=0.3, limit=1)
    before = terminal.switches()
    data, _, _ = terminal.read_until_quiet(quiet=5, limit=5)
    table.add("  idle for 5 s: bytes written, wake-ups",
              f"{len(data)}, {terminal.switches() - before}", "none")
    terminal.close()
