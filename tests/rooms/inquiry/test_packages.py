"""The file channel, from the package put down to the docket, and every way it goes astray."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from simulators.bank import plain
from simulators.bank.codec import Node
from tests.rooms.inquiry.test_query import account
from tests.support.banks import QUEUES, Deposit, make_bank, seek
from zhixing.cli import exchange as exchanging
from zhixing.inquiry import models, packing, receiving
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.evidence import read_raw
from zhixing.inquiry.exchange import places
from zhixing.inquiry.exchange import round as turns
from zhixing.inquiry.exchange.directory import Directory
from zhixing.inquiry.exchange.round import exchange
from zhixing.inquiry.queries import get_evidence
from zhixing.inquiry.states import State
from zhixing.institutions.queries import get_institution
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.jobs.priorities import CAN_WAIT, READING, USUAL

MAIN = Deposit("6200000000000001", "80000.00")


class FileBank:
    """Hold a simulated bank of the file channel, and the folder between it and the court."""

    def __init__(self, tmp_path: Path, *deposits: Deposit, **more) -> None:
        self.folder = tmp_path / f"exchange{len(list(tmp_path.iterdir()))}"
        self.place = Directory(self.folder)
        given = {"profile": "BANK-FILE-2", "dialect": "packages", "exchange": str(self.folder)}
        self.bank = make_bank(tmp_path, *deposits, **given, **more)
        with open_scope(Scope.system()):
            self.view = get_institution(self.bank.id)
        self.log: list[tuple[str, dict[str, object]]] = []

    def court(self) -> None:
        """Let the court go through its round until it has looked at everything twice."""
        for _ in range(2):
            exchange(self.view, self.place, lambda event, **v: self.log.append((event, v)))
        drain(QUEUES)

    def around(self, times: int = 1) -> None:
        for _ in range(times):
            self.court()
            self.bank.front.cycle()
            self.court()

    def names(self, part: str) -> list[str]:
        return sorted(p.name for p in (self.folder / part).iterdir())

    def lay(self, name: str, content: bytes) -> None:
        (self.folder / "upload" / name).write_bytes(content)

    def raw(self) -> list[models.RawMessage]:
        with open_scope(Scope.system()):
            rows = models.RawMessage.objects.filter(institution_id=self.bank.id)
            return list(rows.order_by("received_at"))


def only(sought):
    (view,) = sought.requests("QUERY")
    return view


def answer(number: str, **more: str) -> bytes:
    return plain.render(account(number, **more))


def test_query_hit_freeze_and_feedback_by_packages(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    sought.query(bank.bank)
    bank.court()
    (name,) = bank.names("download")
    request = only(sought)
    assert name.startswith("CXQQ" + bank.bank.code.rjust(17, "0"))
    assert (len(name), request.state) == (55, State.DELIVERED)
    with zipfile.ZipFile(bank.folder / "download" / name) as package:
        entries = package.namelist()
        text = package.read(entries[0]).decode()
    assert [e[:2] for e in entries] == ["QA", "QI", "QC"]
    assert all(e[2:49] == name[4:51] and e.endswith(".xml") for e in entries)
    assert f'BDHM="{request.external_no}"' in text

    bank.around()
    assert only(sought).state is State.CLOSED
    frozen = sought.freeze(sought.assets()[0].id, "60000.00")
    bank.around()
    assert sought.request(frozen.matter).state is State.CLOSED
    (control,) = sought.acts("ASSET_CONTROLLED")
    assert control.payload["amount"] == Fen.of_yuan("60000.00")
    assert not bank.names("upload")
    assert not bank.names("taken")
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        told = models.Answer.objects.get(court_no=sought.court_no, kind="CONTROL")
        assert not told.is_correction, "results and receipt of one package are one answer"
        evidence = get_evidence(sought.court_no, told.id)
    assert evidence.feedback.receipts[0].writ.content.startswith(b"%PDF")
    assert "QRI" in evidence.payload


def test_the_same_package_twice_counts_once(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    bank.bank.plan(duplicate_package=1, loose_names=1)
    sought.query(bank.bank)
    bank.around(2)
    assert len(sought.acts("ASSET_FOUND")) == 1
    (row,) = bank.raw()
    assert (row.arrivals, row.operation) == (2, "CXFK")


def test_a_partial_batch_leaves_the_others_open(tmp_path):
    sought, other = seek(), seek()
    bank = FileBank(tmp_path)
    bank.bank.plan(partial_batch=1)
    sought.query(bank.bank)
    other.query(bank.bank)
    bank.around()
    assert sorted(only(s).state for s in (sought, other)) == [State.CLOSED, State.DELIVERED]
    bank.around()
    assert {only(s).state for s in (sought, other)} == {State.CLOSED}
    assert all(len(s.acts("QUERY_COMPLETED")) == 1 for s in (sought, other))


def test_a_damaged_package_is_kept_and_the_bank_is_told_to_send_again(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    bank.bank.plan(corrupt_package=1)
    sought.query(bank.bank)
    bank.around()
    (row,) = bank.raw()
    assert (row.is_decoded, row.problems[0]["code"]) == (False, "bad-zip")
    assert len(read_raw(row.id).content) == row.size
    bank.court()
    (receipt,) = bank.names("download")
    assert receipt.startswith("CXHZ")
    assert only(sought).state is State.DELIVERED
    bank.around()
    assert only(sought).state is State.CLOSED
    assert len(sought.acts("ASSET_FOUND")) == 1


def test_a_poisoned_document_costs_no_other_of_its_package(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    sought.query(bank.bank)
    bank.court()
    stem = bank.names("download")[0][4:51]
    documents = [
        (f"QR{stem}000000000001.xml", b"<zhxxList><zhxx"),
        (f"QR{stem}000000000002.xml", answer(only(sought).external_no)),
    ]
    bank.lay(f"CXFK{stem}.zip", plain.make_parcel(documents))
    bank.court()
    assert only(sought).state is State.CLOSED
    (row,) = bank.raw()
    assert row.is_decoded
    assert row.problems[0]["row"].startswith(f"QR{stem}000000000001.xml")


def test_a_zip_bomb_and_a_stranger_are_kept_and_not_read(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    sought.query(bank.bank)
    bank.court()
    stem = bank.names("download")[0][4:51]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(f"QR{stem}000000000001.xml", b" " * 50_000_000)
    bank.lay(f"CXFK{stem}.zip", bomb.getvalue())
    bank.lay("readme.txt", b"hello")
    bank.lay("half.zip.part", b"PK")
    bank.court()
    codes = {row.problems[0]["code"] for row in bank.raw()}
    assert codes == {"zip-bomb", "bad-name"}
    assert bank.names("upload") == ["half.zip.part"]
    assert only(sought).state is State.DELIVERED


def test_a_file_still_growing_waits(tmp_path):
    bank = FileBank(tmp_path)
    bank.lay("CXFK1.zip", b"PK")
    assert bank.place.arrivals() == []
    bank.lay("CXFK1.zip", b"PK\x03\x04")
    assert bank.place.arrivals() == []
    assert [seen.name for seen in bank.place.arrivals()] == ["CXFK1.zip"]


def test_what_was_taken_before_a_halt_is_read_after_it(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    sought.query(bank.bank)
    bank.court()
    stem = bank.names("download")[0][4:51]
    document = (f"QR{stem}000000000001.xml", answer(only(sought).external_no))
    (bank.folder / "taken" / f"CXFK{stem}.zip").write_bytes(plain.make_parcel([document]))
    bank.court()
    assert only(sought).state is State.CLOSED
    assert not bank.names("taken")


def test_a_package_not_known_to_lie_there_is_written_again_byte_for_byte(tmp_path, monkeypatch):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    sought.query(bank.bank)
    written: list[bytes] = []
    put = bank.place.put

    def fails(name, content):
        written.append(content.read())
        if len(written) == 1:
            raise OSError("the disk is full")
        content.seek(0)
        put(name, content)

    monkeypatch.setattr(bank.place, "put", fails)
    with pytest.raises(OSError, match="full"):
        bank.court()
    assert only(sought).state is State.DELIVERED
    bank.court()
    assert written[0] == written[1]
    assert len(bank.names("download")) == 1


def test_reopening_tells_the_bank_by_a_failure_receipt(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    sought.query(bank.bank)
    bank.around()
    request = only(sought)
    sought.do(lambda by: inquiry.reopen_request(request.id, "余额不清", by=by))
    bank.around(2)
    assert bank.bank.events("opened_again")
    assert only(sought).state is State.CLOSED
    assert len(sought.acts("ASSET_FOUND")) == 1


def test_a_rejection_in_a_package_is_a_dead_letter(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    sought.query(bank.bank)
    bank.court()
    number = only(sought).external_no
    stem = bank.names("download")[0][4:51]
    row = {"BDHM": number, "XCHTYY": "业务审核未通过", "XCHTBZ": "无文书"}
    node = Node("htxxList", {}, [Node("htxx", row)])
    bank.lay(f"CXFK{stem}.zip", plain.make_parcel([(f"QNA{stem}", plain.render(node))]))
    bank.court()
    assert (only(sought).state, only(sought).reason_code) == (State.REJECTED, "NO_WRIT")


def test_what_the_docket_refuses_costs_no_other_answer(tmp_path, monkeypatch):
    from zhixing.inquiry import reading
    from zhixing.inquiry.values import refuse

    sought, other = seek(), seek()
    bank = FileBank(tmp_path, MAIN)
    for one in (sought, other):
        one.query(bank.bank)
    poisoned = only(sought).external_no
    real = reading.interpret_told

    def some(answer_id, row, feedback, on, *, by):
        if row.external_no == poisoned:
            raise refuse("ODD", "不能记入", "cannot be recorded")
        real(answer_id, row, feedback, on, by=by)

    def together(found, on, *, by):
        raise refuse("ODD", "不能一并记入", "cannot be recorded together")

    monkeypatch.setattr(reading, "close_found", together)
    monkeypatch.setattr(reading, "interpret_told", some)
    bank.around()
    assert only(other).state is State.CLOSED
    assert only(sought).state is State.FED_BACK
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        waiting = models.Answer.objects.get(court_no=sought.court_no)
    assert (waiting.problem_code, waiting.interpreted_at) == ("ODD", None)


_JOBS = """
SELECT task_name, priority FROM procrastinate_jobs
WHERE status = 'todo' AND task_name LIKE 'zhixing.inquiry.interpret%%' AND args ->> 'court_no' = %s
"""


@pytest.mark.parametrize(
    ("deposits", "few", "job"),
    [
        ((), 50, ("zhixing.inquiry.interpret_waiting", READING)),
        ((), 0, ("zhixing.inquiry.interpret_package", CAN_WAIT)),
        ((MAIN,), 50, ("zhixing.inquiry.interpret_package", USUAL)),
    ],
)
def test_what_a_package_says_has_its_turn(tmp_path, monkeypatch, deposits, few, job):
    monkeypatch.setattr(receiving, "FEW", few)
    sought = seek()
    bank = FileBank(tmp_path, *deposits)
    sought.query(bank.bank)
    bank.court()
    bank.bank.front.cycle()
    for _ in range(2):
        exchange(bank.view, bank.place, lambda event, **v: None)
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(_JOBS, [str(sought.court_no)])
        assert cursor.fetchall() == [job]
    drain(QUEUES)
    assert len(sought.acts("QUERY_COMPLETED")) == 1


def test_institutions_take_turns_until_all_that_waits_is_packed(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "MOST_A_PACKAGE", 1)
    monkeypatch.setattr(turns, "MOST_A_TURN", 2)
    sought = seek()
    banks = [FileBank(tmp_path), FileBank(tmp_path)]
    for bank, count in zip(banks, (5, 1), strict=True):
        for _ in range(count):
            sought.query(bank.bank)
    assert turns.put_down(banks[0].view, banks[0].place) == 2
    at = {bank.view.id: bank.place for bank in banks}
    order: list[UUID] = []
    monkeypatch.setattr(places, "list_exchanging", lambda: [(b.view, b.view.id) for b in banks])
    monkeypatch.setattr(places, "open_place", lambda address: at[address])
    put = turns._put
    monkeypatch.setattr(
        turns,
        "_put",
        lambda institution, *more: (order.append(institution.id), put(institution, *more)),
    )
    exchanging._Rounds((1, 1)).run(threading.Event(), 0, 1)
    first, second = (bank.view.id for bank in banks)
    assert order == [first, first, second, first]
    assert [len(bank.names("download")) for bank in banks] == [5, 1]
