# SPDX-License-Identifier: Apache-2.0
"""Running programs from outside, and the table of what was measured."""

import os
import pathlib
import platform
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Finished:
    """A process that has ended: what it cost and what it wrote to standard output."""

    def __init__(self, wall, usage, status, output):
        self.wall = wall
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024
        self.status = status
        self.output = output


def run(arguments, **options):
    """Runs a command to its end; wall and CPU seconds and the peak memory are of it alone."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(argument) for argument in arguments], stdout=output, stderr=subprocess.DEVNULL, **options)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return Finished(wall, usage, process.returncode, output.read().decode("utf-8", "replace"))


def machine():
    """One line about where the figures come from."""
    model = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{model}, {len(os.sched_getaffinity(0))} processors, {memory:.0f} GB"


class Budget:
    """What design and issue ask for, and whether a figure keeps to it."""

    def __init__(self, text, holds):
        self.text = text
        self.holds = holds

    @staticmethod
    def at_most(limit, unit, goal=None):
        return Budget(f"≤ {limit:g}{unit}" + (f", goal {goal:g}{unit}" if goal else ""),
                      lambda value: value <= limit)

    @staticmethod
    def at_least(limit, unit, goal=None):
        return Budget(f"≥ {limit:,g}{unit}" + (f", goal {goal:,g}{unit}" if goal else ""),
                      lambda value: value >= limit)


class Table:
    """Rows of what, figure, budget and whether it was kept; printed as they come."""

    def __init__(self):
        self.rows = []
        self.missed = 0

    def heading(self, text):
        print(f"\n{text}", flush=True)
        self.rows.append((f"**{text}**", "", "", ""))

    def add(self, what, figure, value=None, budget=None):
        verdict = ""
        if budget is not None and value is not None:
            verdict = "kept" if budget.holds(value) else "missed"
            self.missed += verdict == "missed"
        text = budget.text if budget else ""
        self.rows.append((what, figure, text, verdict))
        print(f"  {what:<58} {figure:>24}  {text:<26} {verdict}", flush=True)

    def note(self, text):
        print(f"  ({text})", flush=True)
        self.rows.append((f"_{text}_", "", "", ""))

    def markdown(self):
        lines = ["| what | measured | budget | |", "| --- | ---: | --- | --- |"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join(lines) + "\n"


def megabytes(size):
    return f"{size / 1e6:,.0f} MB"


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms"


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
