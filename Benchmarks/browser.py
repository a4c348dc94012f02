# SPDX-License-Identifier: Apache-2.0
"""Measures the browser in a pseudo-terminal of 200x60: start, opening, keys, searching, memory, idle.

A figure is the time from the start or the key to the end of a frame, taken where the bytes arrive.
Where a first frame answers the key and worker threads bring more, both moments are given.
"""

import sqlite3
import statistics

from measuring import Budget, megabytes, milliseconds, percentile
from terminal import Terminal

KEY = Budget.at_most(10, " ms p95", 4)
PREFIX = Budget.at_most(20, " ms p95", 5)
RANKED = Budget.at_most(80, " ms p95", 30)
SEARCHES = [b"creat", b"diab", b"pain", b"hemo", b"metf"]
# What stands before the row that has the focus.
POINTER = "▸".encode()


def patients_by_size(lake):
    """(id, number of events) of each patient, fewest first."""
    db = sqlite3.connect(f"file:{lake}?mode=ro", uri=True)
    rows = db.execute(
        "SELECT r.id, p.events FROM patient p JOIN resource r ON r.row = p.resource "
        "WHERE r.deleted = 0 ORDER BY p.events").fetchall()
    db.close()
    return rows


def filter_for(lake, patient):
    """What finds one patient in the list and no other: names are shared, record numbers are not."""
    db = sqlite3.connect(f"file:{lake}?mode=ro", uri=True)
    row = db.execute(
        "SELECT p.identifier FROM patient p JOIN resource r ON r.row = p.resource WHERE r.id = ?",
        (patient,)).fetchone()
    db.close()
    return row[0] if row and row[0] else patient


class Bench:
    def __init__(self, tarn, lake, table):
        self.command = [tarn, "browse", "--no-session", "--lake", lake]
        self.table = table
        self.lake = lake
        self.patients = patients_by_size(lake)

    def started(self, *arguments):
        terminal = Terminal([*self.command, *arguments])
        return terminal, terminal.burst(0.3)

    def add_time(self, what, seconds, limit, goal):
        if not seconds:
            self.table.add(what, "no frame", 1e9, Budget.at_most(limit, " ms", goal))
            return
        value = statistics.median(seconds) * 1000
        self.table.add(what, f"{value:.1f} ms", value, Budget.at_most(limit, " ms", goal))

    def add_keys(self, what, bursts, budget, frame="last"):
        """Adds a row that is judged by the first, the last or the full frame of each burst."""
        times = [getattr(burst, frame) for burst in bursts if burst.frames]
        if not times:
            self.table.add(what, "no frame", 1e9, budget)
            return
        p95 = percentile(times, 0.95)
        size = statistics.median(len(burst.data) for burst in bursts if burst.frames)
        self.table.add(f"{what}: p50, p95, bytes",
                       f"{milliseconds(percentile(times, 0.5))}, {milliseconds(p95)}, {size:.0f}",
                       p95 * 1000, budget)

    def add_panes(self, what, bursts):
        """A key is answered by its first frame; what is read from the lake for it comes in another."""
        last = percentile([burst.last for burst in bursts if burst.frames], 0.95)
        self.add_keys(f"{what} (with every pane in {milliseconds(last)} p95)", bursts, KEY, "first")

    def measure(self):
        self.start()
        few = min(self.patients, key=lambda row: abs(row[1] - 300))
        many = self.patients[-1]
        self.open(few, 15, 5)
        self.open(many, 80, 40)
        self.keys_in_list()
        self.keys_in_timeline(many)

    def start(self):
        first, complete = [], []
        for _ in range(9):
            terminal, burst = self.started()
            terminal.close()
            if burst.frames:
                first.append(burst.first)
                complete.append(burst.last)
        usable = [moment for moment in (self.usable() for _ in range(9)) if moment]
        self.add_time("start to the first frame", first, 80, 30)
        self.add_time("start to a list that has answered a key", usable, 150, 60)
        self.add_time(f"start to the list of {len(self.patients):,} patients, complete", complete, 150, 60)

    def usable(self):
        """When a key that was typed as soon as there were rows had moved the pointer to the next."""
        terminal = Terminal(self.command)
        is_typed = False
        moment = None
        while moment is None:
            burst = terminal.burst(0, since=terminal.start, limit=2)
            if not burst.data:
                break
            if POINTER in burst.data and is_typed:
                moment = burst.ended
            elif POINTER in burst.data:
                terminal.send(b"j")
                is_typed = True
        terminal.close()
        return moment

    def open(self, patient, limit, goal):
        seconds = []
        words = filter_for(self.lake, patient[0])
        for _ in range(5):
            terminal, _ = self.started()
            terminal.type("f" + words + "\r")
            burst = terminal.key(b"\r", quiet=0.3, limit=5)
            terminal.close()
            if burst.frames:
                seconds.append(burst.last)
        self.add_time(f"open a patient of {patient[1]:,} events", seconds, limit, goal)

    def keys_in_list(self):
        terminal, _ = self.started()
        self.add_panes("line key in the list", [terminal.key(b"j") for _ in range(100)])
        self.add_panes("page key in the list", [terminal.key(key) for key in [b"\x06", b"\x02"] * 30])
        terminal.key(b"f")
        bursts = []
        for text in (b"mar", b"son", b"and"):
            bursts += [terminal.key(bytes([byte])) for byte in text]
            bursts += [terminal.key(b"\x7f") for _ in text]
        self.add_keys("keystroke of the list's filter", bursts, PREFIX)
        terminal.key(b"\x1b", quiet=0.3)
        terminal.key(b"/")
        bursts = []
        for text in SEARCHES:
            bursts += [terminal.key(bytes([byte]), quiet=0.4, limit=3) for byte in text]
            bursts += [terminal.key(b"\x7f", quiet=0.4, limit=3) for _ in text]
        counted = percentile([burst.last for burst in bursts if burst.frames], 0.95)
        self.add_keys(f"keystroke of a search over all patients, its page (all counted in "
                      f"{milliseconds(counted)} p95)", bursts, RANKED, "full")
        terminal.close()

    @staticmethod
    def idle(terminal):
        """What was sent, and how often a thread was woken, in five seconds without a key."""
        before = terminal.wakeups()
        silent = terminal.burst(5, limit=5)
        # A thread that has ended since counts as woken once.
        after = terminal.wakeups()
        woken = sum(after.get(task, count + 1) - count for task, count in before.items())
        return len(silent.data), woken + sum(count for task, count in after.items() if task not in before)

    def keys_in_timeline(self, patient):
        terminal, _ = self.started("--patient", patient[0])
        terminal.burst(0.5, limit=2)
        for what, sequence, count in (
                ("line key in the timeline", [b"j", b"k"], 100),
                ("column key in the timeline", [b"h"] * 40 + [b"l"] * 40, 160),
                ("page key in the event list", [b"\t", *[b"\x06"] * 20, *[b"\x02"] * 20, b"\x1b[Z"], 42),
                ("half a window earlier or later", [b"H"] * 10 + [b"L"] * 10, 60),
                ("zoom key", [b"z"] * 6 + [b"Z"] * 6, 60)):
            bursts = [terminal.key(sequence[number % len(sequence)]) for number in range(count)]
            self.add_panes(what, bursts)
        for key in (b"g", b"t"):
            terminal.key(key, quiet=0.3)
        bursts = [terminal.key(key) for key in ([b"h"] * 20 + [b"j", b"k"] * 5 + [b"l"] * 20) * 2]
        self.add_panes("key in the trends", bursts)
        terminal.key(b"\x1b", quiet=0.3)
        terminal.key(b"/")
        bursts = []
        for text in SEARCHES:
            bursts += [terminal.key(bytes([byte]), quiet=0.15) for byte in text]
            bursts += [terminal.key(b"\x7f", quiet=0.15) for _ in text]
        self.add_keys("keystroke of a search in the patient", bursts, PREFIX)
        terminal.key(b"\x1b", quiet=0.3)
        most, own = terminal.memory()
        self.table.add("memory: most; now, without mapped files", f"{megabytes(most)}; {megabytes(own)}",
                       most / 1e6, Budget.at_most(100, " MB", 50))
        terminal.burst(1.0, limit=3)
        # A system that stops and continues all processes wakes each thread once: what polls is woken
        # in every five seconds, so that the quietest of three counts.
        quiet = [self.idle(terminal) for _ in range(3)]
        sent, woken = min(quiet, key=sum)
        self.table.add("5 s without a key: bytes, wake-ups", f"{sent}, {woken}",
                       sent + woken, Budget("none", lambda value: value == 0))
        terminal.close()


# A line over which a hospital is reached from home: 20 ms each way, 1 Mbit/s.
SLOW_LINE = (0.020, 125_000)


def bench_slow_line(tarn, lake, name, table):
    """What a key and a frame cost where the terminal is far away: round trip and bytes."""
    table.heading(f"Browser at 200x60 over 20 ms each way and 1 Mbit/s on {name}")
    patients = patients_by_size(lake)
    patient = min(patients, key=lambda row: abs(row[1] - 300))[0]
    terminal = Terminal([tarn, "browse", "--no-session", "--lake", lake], link=SLOW_LINE)
    started = terminal.burst(0.4)
    # The first screen is drawn before the far terminal has said that it can mark frames.
    complete = milliseconds(started.ended)
    table.add("start to the complete list: time, bytes", f"{complete}, {len(started.data)}")
    for what, keys, most in (
            ("line key in the list", [b"j"] * 40, 150), ("page key in the list", [b"\x06", b"\x02"] * 10, 400)):
        add_slow(table, what, [terminal.key(key, quiet=0.15, limit=3) for key in keys], most)
    terminal.key(b"f", quiet=0.2)
    for byte in filter_for(lake, patient).encode():
        terminal.key(bytes([byte]), quiet=0.15)
    terminal.key(b"\r", quiet=0.2)
    opened = terminal.key(b"\r", quiet=0.4, limit=5)
    table.add("open a patient of 300 events: time, bytes", f"{milliseconds(opened.last)}, {len(opened.data)}")
    for what, keys, most in (
            ("line key in the timeline", [b"j", b"k"] * 20, 150), ("column key in the timeline", [b"h"] * 40, 150),
            ("zoom key", [b"z"] * 5 + [b"Z"] * 5, 400)):
        add_slow(table, what, [terminal.key(key, quiet=0.15, limit=3) for key in keys], most)
    # A held key: what was typed is taken together, so the screen does not run after the finger.
    held = terminal.key(b"j" * 60, quiet=0.3, limit=5)
    table.add("60 line keys at once: time, frames, bytes",
              f"{milliseconds(held.last)}, {len(held.frames)}, {len(held.data)}")
    terminal.close()


def add_slow(table, what, bursts, most):
    ends = [burst.last for burst in bursts if burst.frames]
    size = statistics.median(len(burst.data) for burst in bursts if burst.frames)
    p95 = percentile(ends, 0.95)
    table.add(f"{what}: p50, p95, bytes", f"{milliseconds(percentile(ends, 0.5))}, {milliseconds(p95)}, {size:.0f}",
              p95 * 1000, Budget.at_most(most, " ms p95"))


def bench(tarn, lake, name, table):
    table.heading(f"Browser at 200x60 on {name}")
    Bench(tarn, lake, table).measure()
