"""The comparison of a crash run can fail: what is missing, doubled or other than told is named."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from simulators.bank.books import Books
from tests.crash.compare import compare
from tests.crash.compare_bank import compare_bank
from tests.crash.record import Record, Told, read
from tests.support.banks import DEBTOR, Bank, Sought, make_bank, seek
from tests.support.filed import FiledCase, application, file_one
from zhixing.scenarios.banks import Deposit


def told_of(filed: FiledCase, key: str) -> Told:
    body = {"application": {"application_key": key}}
    answer = {"case": str(filed.case), "number": filed.number}
    return Told("file", "/cases", "JUDGE", "k1", body, 201, answer)


def test_a_filing_is_compared_with_what_was_told() -> None:
    wanted = application(key="crash-1")
    filed = file_one(application_key=wanted.application_key)
    told, court_no = told_of(filed, "crash-1"), filed.stage.court_no
    assert compare(court_no, [told]) == []
    assert compare(court_no, []) == ["cases: 1 are there, 0 were told"]
    other = replace(told, answer={**told.answer, "number": "（2018）渝0119执99号"})
    assert compare(court_no, [other]) == ["the case of key k1 is not what was told"]
    lost = Told("receipt", "/receipts", "A", "k2", {"incoming": {"reference": "R"}}, 201, {})
    assert compare(court_no, [told, lost]) == [
        "receipts: 0 are there, 1 were told",
        "receipt R is not what was told",
    ]


@pytest.fixture
def frozen(tmp_path: Path) -> tuple[Sought, Bank, list[Told]]:
    """Give a case whose debtor's deposit was found and frozen, and what clients were told."""
    bank = make_bank(tmp_path, Deposit("6200000000000001", "80000.00"))
    sought = seek()
    batch = sought.query(bank)
    bank.cycle(2)
    asset = sought.assets()[0].id
    matter = sought.freeze(asset, "100.00").matter
    bank.cycle(2)
    case = f"/cases/{sought.filed.case}"
    shown = {"lines": [{"outcome": "DONE", "actual": "100.00"}]}
    shown |= {"external_no": sought.request(matter).external_no}
    return (
        sought,
        bank,
        [
            Told("query", f"{case}/queries", "JUDGE", "k1", {}, 201, {"id": str(batch)}),
            Told("freeze", f"{case}/freezes", "JUDGE", "k2", {}, 201, {"id": str(matter)}),
            Told("approve freeze", f"/matters/{matter}/opinion", "DIRECTOR", "k3", {}, 200, {}),
            Told("seen freeze", f"{case}/requests", "", "k4", {}, 200, shown),
        ],
    )


def test_the_banks_books_are_compared_with_the_docket(
    frozen: tuple[Sought, Bank, list[Told]],
) -> None:
    sought, bank, told = frozen
    books: Books = bank.front.books
    path = Path(str(books.path))
    assert DEBTOR.number
    assert compare_bank(sought.court_no, told, path) == []
    assert any("should be False" in d for d in compare_bank(sought.court_no, told[:2], path))

    def found_after(sql: str) -> list[str]:
        with sqlite3.connect(path) as own:
            own.execute(sql)
        return compare_bank(sought.court_no, told, path)

    more = found_after("UPDATE freezes SET limit_fen = limit_fen + 1")
    assert any("10001 held" in d for d in more)
    twice = found_after(
        "INSERT INTO freezes (account_no, request_no, line, authority, document, limit_fen, ends)"
        " SELECT account_no, request_no, line, authority, document, limit_fen, ends FROM freezes"
    )
    assert any("stands 2 times" in d for d in twice)
    unknown = found_after("INSERT INTO requests VALUES ('999', 'query', '{}', 'CLOSED', 0)")
    assert "the bank knows a request 999 that the court does not" in unknown
    lost = found_after(
        "INSERT INTO outbox (request_no, operation, body, is_sent) VALUES ('999', 'x', '{}', 1)"
    )
    assert "the acknowledged message about 999 is not kept" in lost


def test_the_record_names_what_was_never_answered(tmp_path: Path) -> None:
    record = Record(tmp_path / "client1.jsonl")
    record.asks("file", "/cases", "JUDGE", "k1", {"a": 1})
    record.told("k1", 201, {"case": "c"})
    record.asks("file", "/cases", "JUDGE", "k2", {"a": 2})
    told, unanswered = read(tmp_path)
    assert [(t.key, t.status, t.body) for t in told] == [("k1", 201, {"a": 1})]
    assert unanswered == ["k2"]
