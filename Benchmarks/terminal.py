# SPDX-License-Identifier: Apache-2.0
"""A program on a pseudo-terminal that answers as xterm does and takes the time of its frames."""

import collections
import fcntl
import os
import pathlib
import select
import struct
import subprocess
import termios
import threading
import time

# The end of a frame, which a terminal that says it can synchronize is sent.
FRAME_END = b"\x1b[?2026l"
# What the program asks of the terminal, and what xterm answers.
ANSWERS = (
    (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[c", b"\x1b[?64;1;2;6;22c"),
)


class Burst:
    """What a program wrote until it fell silent; times are seconds since the key or the start."""

    def __init__(self):
        self.data = b""
        self.frames = []
        # How many bytes had come when each frame ended.
        self.sizes = []
        # When the first and the last byte came.
        self.arrived = None
        self.ended = None

    @property
    def first(self):
        return self.frames[0] if self.frames else None

    @property
    def full(self):
        """The end of the frame by which nine tenths of all bytes had come."""
        for time, size in zip(self.frames, self.sizes):
            if size * 10 >= len(self.data) * 9:
                return time
        return self.last

    @property
    def last(self):
        return self.frames[-1] if self.frames else None


class Link:
    """A slow line between a program and its terminal: bytes take a while, and only so many fit.

    Stands for ssh over such a line; like a socket it takes some bytes before it makes the program wait.
    """

    ROOM = 16384

    def __init__(self, master, delay, rate):
        self.master = master
        self.delay = delay
        self.rate = rate
        self.output, self.sink = os.pipe()
        self.source, self.input = os.pipe()
        self.ends = threading.Event()
        self.queue = collections.deque()
        self.ready = threading.Condition()
        for work in (self.carry_output, self.deliver, self.carry_input):
            threading.Thread(target=work, daemon=True).start()

    def carry_output(self):
        """Takes what the program writes at the rate of the line."""
        free_at = time.monotonic()
        while not self.ends.is_set():
            try:
                part = os.read(self.master, 1460)
            except OSError:
                break
            now = time.monotonic()
            free_at = max(free_at, now) + len(part) / self.rate
            with self.ready:
                self.queue.append((free_at + self.delay, part))
                self.ready.notify()
            ahead = free_at - now - self.ROOM / self.rate
            if ahead > 0:
                time.sleep(ahead)

    def deliver(self):
        while not self.ends.is_set():
            with self.ready:
                if not self.queue:
                    self.ready.wait(0.5)
                    continue
                due, part = self.queue.popleft()
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                os.write(self.sink, part)
            except OSError:
                break

    def carry_input(self):
        while not self.ends.is_set():
            try:
                part = os.read(self.source, 4096)
                time.sleep(self.delay)
                os.write(self.master, part)
            except OSError:
                break
            if not part:
                break


class Terminal:
    """A program on a pseudo-terminal; with a link, (delay in seconds, bytes a second), behind a slow line."""

    def __init__(self, arguments, rows=60, columns=200, link=None, more=None):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", TZ="UTC")
        for name in ("NO_COLOR", "COLORFGBG", "COLORTERM", "TARN_THEME", "TARN_LAKE", "TMUX"):
            environment.pop(name, None)
        environment.update(more or {})
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            [str(argument) for argument in arguments], stdin=slave, stdout=slave,
            stderr=subprocess.DEVNULL, env=environment, start_new_session=True, close_fds=True)
        os.close(slave)
        self.link = Link(self.master, *link) if link else None
        self.input = self.link.input if link else self.master
        self.output = self.link.output if link else self.master

    def burst(self, quiet, since=None, limit=20.0):
        """Reads until nothing has come for some time after the last byte, or nothing came at all."""
        burst = Burst()
        since = self.start if since is None else since
        deadline = time.monotonic() + limit
        pending = b""
        while (left := deadline - time.monotonic()) > 0:
            ready, _, _ = select.select([self.output], [], [], min(quiet if burst.data else left, left))
            if not ready:
                break
            try:
                part = os.read(self.output, 1 << 16)
            except OSError:
                break
            now = time.monotonic() - since
            burst.arrived = burst.arrived if burst.data else now
            burst.ended = now
            burst.data += part
            pending += part
            for _ in range(pending.count(FRAME_END)):
                burst.frames.append(now)
                burst.sizes.append(len(burst.data))
            for question, answer in ANSWERS:
                if question in pending:
                    os.write(self.input, answer)
                    pending = pending.replace(question, b"")
            # A mark may be cut in two.
            cut = pending.rfind(b"\x1b")
            pending = pending[cut:] if cut >= 0 and FRAME_END not in pending[cut:] else b""
        return burst

    def send(self, keys):
        """Types, and waits for nothing."""
        os.write(self.input, keys)

    def key(self, keys, quiet=0.06, limit=1.0):
        """Types, and returns the frames that it led to."""
        sent = time.monotonic()
        self.send(keys)
        return self.burst(quiet, since=sent, limit=limit)

    def type(self, text):
        """Types a key after the other, each when the answer to the one before is there."""
        for byte in text.encode():
            self.key(bytes([byte]))

    def echoes(self):
        """Whether the driver echoes what is typed, as it does for a program that has left its screen."""
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)

    def memory(self):
        """The most memory so far, and what of the present is not a mapped file; in bytes."""
        fields = {}
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            for line in file:
                name, _, value = line.partition(":")
                fields[name] = value.split()[0] if value.split() else ""
        return int(fields["VmHWM"]) * 1024, int(fields["RssAnon"]) * 1024

    def wakeups(self):
        """How often each thread has gone to sleep so far, by its number."""
        found = {}
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            with open(task / "status", encoding="ascii") as file:
                for line in file:
                    if line.startswith("voluntary_ctxt_switches"):
                        found[task.name] = int(line.split()[1])
        return found

    def end(self):
        """Ends a program that has keys of its own to leave with."""
        self.process.terminate()
        self.reap(2)

    def close(self):
        os.write(self.input, b"\x03")
        self.burst(0.05, limit=0.5)
        os.write(self.input, b"\x03")
        self.reap(1)

    def reap(self, seconds):
        """Waits for the end, which a program that hangs does not choose itself."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.link:
            self.link.ends.set()
        os.close(self.master)
