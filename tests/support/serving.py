"""The platform served as production serves it, over the tests' own database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

REPOSITORY = Path(__file__).resolve().parents[2]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve on a port of its own until the block ends; what it writes goes into the folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "web.log"
    command = [sys.executable, "-m", "uvicorn", "zhixing.config.asgi:application"]
    options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    options += ["--timeout-graceful-shutdown", "1"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "ZX_POOL": "1"}
    with log.open("wb") as out:
        web = subprocess.Popen(
            [*command, *options], env=env, cwd=REPOSITORY, stdout=out, stderr=out
        )
        try:
            _wait(port, web, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            web.terminate()
            web.wait(20)


def _wait(port: int, web: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and web.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(log.read_text()[-3000:])


class Ear:
    """A real connection to the event stream, read as a browser reads it."""

    def __init__(self, server: str, token: str, *topics: str, last: str = "") -> None:
        place = urlsplit(server)
        query = urlencode([("want", topic) for topic in topics])
        self.socket = socket.create_connection((str(place.hostname), int(place.port or 80)), 10)
        lines = [f"GET /events/?{query} HTTP/1.0", f"Cookie: zx_session={token}"]
        lines += [f"Last-Event-ID: {last}"] if last else []
        self.socket.sendall(("\r\n".join([*lines, "Host: 127.0.0.1", "", ""])).encode())
        self.rest = b""
        self.id = ""
        self.status = int(self.next_line(10).split()[1])
        while self.next_line(10).strip():
            pass
        if self.status == 200:
            assert self.next_line(10) == b"retry: 2000\n"

    def next_line(self, seconds: float) -> bytes:
        """Read one line, nothing at the end; TimeoutError when none comes in time."""
        end = time.monotonic() + seconds
        while b"\n" not in self.rest:
            self.socket.settimeout(max(0.01, end - time.monotonic()))
            more = self.socket.recv(4096)
            if not more:
                return b""
            self.rest += more
        line, _, self.rest = self.rest.partition(b"\n")
        return line + b"\n"

    def next(self, seconds: float = 8.0) -> str:
        """Give the topic of the next event; empty when the stream has ended."""
        end = time.monotonic() + seconds
        while line := self.next_line(end - time.monotonic()):
            if line.startswith(b"id: "):
                self.id = line[4:].strip().decode()
            if line.startswith(b"data: "):
                return line[6:].strip().decode()
        return ""

    def is_silent(self, seconds: float) -> bool:
        """Say whether nothing is told for a while."""
        try:
            self.next(seconds)
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        """Leave."""
        self.socket.close()
