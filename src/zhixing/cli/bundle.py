"""``./zx bundle``: a stranger's audit kit of one case, to be verified without our programs."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from zhixing.cli.command import Command, Failure, say
from zhixing.cli.house import find_named_case, opened, refuse
from zhixing.cli.witness import countersigned, default_folder

if TYPE_CHECKING:
    from zhixing.cases.queries import CaseView
    from zhixing.platform.log.bundle import BundleAct, BundleFile

WAIT_SECONDS = 10.0
"""How long a running sequencer is given to place what was recorded just now."""


def run(arguments: Sequence[str]) -> int:
    """Write the bundle and say how to verify it."""
    parser = argparse.ArgumentParser("./zx bundle")
    parser.add_argument("case", help="number or id")
    parser.add_argument("target", type=Path, help="the ZIP file to write")
    parser.add_argument("--court", default="", help="where several courts have the number")
    parser.add_argument("--witness", type=Path, default=None, help="the witness's folder")
    options = parser.parse_args(arguments)
    with opened() as state:
        from zhixing.platform.database.scope import Scope, open_scope

        with open_scope(Scope.system()):
            case = find_named_case(options.case, options.court)
        acts, files = export(case, options.target, options.witness or default_folder(state))
    say(
        f"证据包 {options.target}：{acts} 个行为、{files} 个文件。",
        f"The bundle {options.target} holds {acts} acts and {files} files.",
    )
    say(
        f"核验：python scripts/verify_bundle.py {options.target}",
        "verify it anywhere; the script imports nothing of ours",
    )
    return 0


def export(case: CaseView, target: Path, witness: Path) -> tuple[int, int]:
    """Write the bundle of a case; gives how many acts and files it has.

    :raises Failure: the leaves have no place in the log, and nobody is there to give it.
    """
    from zhixing.platform.log.bundle import NotYetLogged

    _sequence_if_nobody_does()
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return _write(case, target, witness)
        except NotYetLogged as refusal:
            target.unlink(missing_ok=True)
            if time.monotonic() > end:
                raise refuse(refusal) from None
        time.sleep(0.3)


def _write(case: CaseView, target: Path, witness: Path) -> tuple[int, int]:
    from zhixing.courts.queries import clock_for
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.log.bundle import write_bundle

    with open_scope(Scope.of_court(case.court_no, case.court_no)):
        acts, files = list(_acts(case)), list(_files(case))
        count = write_bundle(
            target,
            court_no=case.court_no,
            acts=acts,
            files=files,
            witnessed=countersigned(witness, case.court_no),
            at=clock_for(case.court_no).now(),
            title=case.number,
        )
    return count, len(files)


def _acts(case: CaseView) -> Iterator[BundleAct]:
    """Give every act of the docket as it was logged, with its findings run again."""
    from zhixing.cases.docket.leaves import list_leaf_values
    from zhixing.cases.queries import execute_findings, list_acts
    from zhixing.platform.log.bundle import BundleAct

    views = {act.id: act for act in list_acts(case.court_no, case.id)}
    for act, value in list_leaf_values(case.court_no, case.id):
        yield BundleAct("act", act, value, tuple(execute_findings(views[act])))


def _files(case: CaseView) -> Iterator[BundleFile]:
    """Give every sealed instrument under the act that names its hash."""
    from zhixing.cases.queries import list_acts
    from zhixing.instruments.queries import get_sealed_pdf, list_instruments
    from zhixing.platform.log.bundle import BundleFile

    issued: dict[UUID | None, UUID] = {
        act.subject: act.id
        for act in list_acts(case.court_no, case.id)
        if act.type == "INSTRUMENT_ISSUED"
    }
    for paper in list_instruments(case.court_no, case.id):
        if paper.id in issued:
            content = get_sealed_pdf(case.court_no, paper.id)
            name = f"{paper.issued_on}-{paper.name_zh}.pdf"
            yield BundleFile(name, "application/pdf", content, issued[paper.id])


def _sequence_if_nobody_does() -> None:
    """Place what waits, where this process may and no sequencer runs."""
    import psycopg

    from zhixing.kernel.clock import SystemClock
    from zhixing.platform.embedded.secrets import read_secrets
    from zhixing.platform.log.note import LOG_KEY_NAME, SignKey
    from zhixing.platform.log.sequencer import Sequencer

    dsn = os.environ.get("ZX_DSN_SEQUENCER", "")
    if not dsn:
        return
    key = SignKey.of_text(LOG_KEY_NAME, read_secrets(os.environ)["log_signing_key"])
    try:
        with psycopg.connect(dsn, autocommit=False) as connection:
            sequencer = Sequencer(connection, key, SystemClock())
            if sequencer.acquire():
                sequencer.drain()
    except psycopg.OperationalError as error:
        raise Failure(
            f"无法连接数据库：{error}", f"The database is out of reach: {error}"
        ) from None


COMMAND = Command(
    "导出一案的证据包，供任何人离线核验。",
    "Export a case as a bundle that anyone can verify offline.",
    run,
    "CASE OUT.zip [--court COURT] [--witness FOLDER]",
)
