"""The outside record: what each client asked and what it was told, on disk before it goes on."""

from __future__ import annotations

import json
import os
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one write and the answer its client was given."""

    step: str
    path: str
    post: str
    key: str
    body: dict[str, Any]
    status: int
    answer: Any


class Record:
    """Append lines to a client's own file; each is on disk before the call returns."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._writing = threading.Lock()

    def asks(self, step: str, path: str, post: str, key: str, body: dict[str, Any]) -> None:
        """Note what is about to be asked."""
        self._write({"ask": key, "step": step, "path": path, "post": post, "body": body})

    def told(self, key: str, status: int, answer: Any) -> None:
        """Note what was answered."""
        self._write({"told": key, "status": status, "answer": answer})

    def saw(self, step: str, path: str, answer: Any) -> None:
        """Note what a look brought that was waited for."""
        key = uuid.uuid4().hex
        self._write({"ask": key, "step": step, "path": path, "post": "", "body": {}})
        self._write({"told": key, "status": 200, "answer": answer})

    def _write(self, line: dict[str, Any]) -> None:
        with self._writing:
            os.write(self._file, json.dumps(line, ensure_ascii=False).encode() + b"\n")
            os.fsync(self._file)


def read(folder: Path) -> tuple[list[Told], list[str]]:
    """Read every client's file: what was told, and the keys that were never answered."""
    asked: dict[str, dict[str, Any]] = {}
    told: list[Told] = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in map(json.loads, path.read_text("utf-8").splitlines()):
            if "ask" in line:
                asked[line["ask"]] = line
                continue
            about = asked[line["told"]]
            told.append(
                Told(
                    about["step"],
                    about["path"],
                    about["post"],
                    line["told"],
                    about["body"],
                    line["status"],
                    line["answer"],
                )
            )
    answered = {t.key for t in told}
    return told, [key for key in asked if key not in answered]
