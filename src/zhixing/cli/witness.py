"""``./zx witness``: countersign each court's log, and refuse one that was rewritten.

A witness is somebody else than the court: the folder with its key and its memory
belongs on another machine. The folder below the state directory is for trying it.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhixing.cli.command import Command, say
from zhixing.cli.house import find_named_court, opened

if TYPE_CHECKING:
    from zhixing.platform.log.bundle import Witnessed
    from zhixing.platform.log.note import SignKey

KEY_FILE = "witness.key"
KEY_NAME = "zhixing-witness"


def run(arguments: Sequence[str]) -> int:
    """Countersign the latest checkpoints; 1 if a log does not continue what was seen."""
    parser = argparse.ArgumentParser("./zx witness")
    parser.add_argument("--folder", type=Path, default=None, help="the witness's own folder")
    parser.add_argument("--court", default="", help="one court, by code or number")
    options = parser.parse_args(arguments)
    with opened() as state:
        return _countersign(options.folder or default_folder(state), options.court)


def default_folder(state: Path) -> Path:
    """Name the folder of the witness that runs beside the platform."""
    return state / "witness"


def _countersign(folder: Path, court: str) -> int:
    from zhixing.kernel.clock import SystemClock
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.log.proofs import log_key
    from zhixing.platform.log.witness import Witness, witness_courts

    key = witness_key(folder)
    with open_scope(Scope.system()):
        witness = Witness(folder, key, log_key(), SystemClock())
        signed, forks = witness_courts(witness, _courts(court))
    for checkpoint in signed:
        say(
            f"法院 {checkpoint.court_no}：已见证 {checkpoint.size} 条存证",
            f"court {checkpoint.court_no}: {checkpoint.size} leaves countersigned",
        )
    for fork in forks:
        print(f"  {fork}")
    say(f"见证公钥 {_shown(key)}", "the witness's public key")
    return 1 if forks else 0


def _courts(court: str) -> list[int]:
    from zhixing.courts.queries import list_courts

    if court:
        return [find_named_court(court).court_no]
    return [c.court_no for c in (*list_courts(), *list_courts(rehearsal=True))]


def countersigned(folder: Path, court_no: int) -> list[Witnessed]:
    """Give what the witness of a folder countersigned of a court's log, if it did."""
    from zhixing.kernel.clock import SystemClock
    from zhixing.platform.log.bundle import Witnessed
    from zhixing.platform.log.proofs import log_key
    from zhixing.platform.log.witness import Witness

    if not (folder / KEY_FILE).exists():
        return []
    key = witness_key(folder)
    seen = Witness(folder, key, log_key(), SystemClock()).seen(court_no)
    return [] if seen is None else [Witnessed(seen, key.verify_key)]


def witness_key(folder: Path) -> SignKey:
    """Read the witness's key; the first time one is made, which never leaves the folder."""
    import base64
    import secrets

    from zhixing.platform.log.note import SignKey

    path = folder / KEY_FILE
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(base64.b64encode(secrets.token_bytes(32)).decode())
    return SignKey.of_text(KEY_NAME, path.read_text())


def _shown(key: SignKey) -> str:
    import base64

    return base64.b64encode(key.verify_key.public).decode()


COMMAND = Command(
    "见证各法院日志的检查点；日志被改写时拒绝并报告。",
    "Countersign each court's log; refuse and report one that was rewritten.",
    run,
    "[--folder FOLDER] [--court COURT]",
)
