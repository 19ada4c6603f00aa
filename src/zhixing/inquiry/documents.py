"""The documents that go with a request: composed, rendered and sealed as the court's own.

The one place where this room meets instruments: papers in, writs of the wire out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhixing.cases.docket.facts import Facts
from zhixing.inquiry.wire.model import CaseFund, Officer, Subject, Writ
from zhixing.instruments.composing import (
    compose_collective,
    compose_draft,
    matter_of,
    renderer,
)
from zhixing.instruments.pressing import Press
from zhixing.instruments.rendering.catalogue import get_template
from zhixing.instruments.rendering.wording import day_in_figures
from zhixing.instruments.sealing.sealer import Sealer
from zhixing.instruments.seals import seal_of
from zhixing.instruments.templates._query_list import QueryList
from zhixing.kernel.canonical import to_json
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Impossible
from zhixing.parties.identity import IdKind

OFFICERS = 2
"""A notice names two officers; who they are, officers.py says."""
ID_WORDS = {
    IdKind.RESIDENT_ID: "居民身份证",
    IdKind.USCC: "统一社会信用代码",
    IdKind.PASSPORT: "护照",
    IdKind.OTHER: "其他证件",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """Name a document to make: its template, what it says, and its file's name."""

    template: str
    data: dict[str, Any]
    file_name: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """Say in which case, on which day and by whom documents are made."""

    court_no: int
    case: UUID
    number: str
    on: date
    at: datetime
    officers: tuple[Officer, ...]

    @property
    def officer_words(self) -> tuple[str, str]:
        """Give the two officers as a notice names them."""
        if len(self.officers) != OFFICERS:
            raise Impossible(f"a notice names {OFFICERS} officers, not {len(self.officers)}")
        first, second = (f"{o.name}（执行公务证号{o.duty_card_no}）" for o in self.officers)
        return (first, second)


@dataclass(frozen=True, slots=True)
class OnAccount:
    """Say which account a control document is about, whose it is, where, and how much.

    ``amount`` is in yuan; ``foreign`` is what that is in the account's own currency, in words;
    ``keep_free`` must stay in it.
    """

    holder: str
    bank: str
    number: str
    amount: Fen
    foreign: str = ""
    keep_free: Fen | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """Give the account as the templates take it."""
        return {
            "holder": self.holder,
            "bank": self.bank,
            "number": self.number,
            "amount": self.amount,
            "foreign": self.foreign,
            "keep_free": self.keep_free,
        }


def make_writs(occasion: Occasion, papers: Sequence[Paper]) -> tuple[Writ, ...]:
    """Compose, render and seal documents, in order.

    :raises InstrumentIncomplete: the law of that day gives one of them no basis.
    :raises Refusal: the court has no seal.
    """
    sealer = Sealer(seal_of(occasion.court_no))
    matter = to_json(matter_of(occasion.court_no, occasion.case))
    writs = []
    for seq, paper in enumerate(papers, 1):
        template = get_template(paper.template)
        data = {**_json(paper.data), "matter": matter}
        document = compose_draft(occasion.court_no, occasion.case, template, data, occasion.on)
        pdf = sealer.seal(renderer().pdf(document), at=occasion.at)
        writs.append(_writ(occasion, seq, template.name_zh, paper, pdf))
    return tuple(writs)


def _writ(occasion: Occasion, seq: int, category: str, paper: Paper, pdf: bytes) -> Writ:
    """Give a made document, put on file by the first officer on the day it was made."""
    registrant = occasion.officers[0].name if occasion.officers else ""
    return Writ(seq, category, paper.file_name, "pdf", pdf, registrant, occasion.on)


@dataclass(frozen=True, slots=True)
class Entry:
    """Say in which case whom a collective notice asks about, and who is in charge."""

    number: str
    subject: Subject
    id_words: str
    officer: str


def make_collective(
    court_no: int,
    on: date,
    at: datetime,
    template: str,
    institutions: Sequence[str],
    entries: Sequence[Entry],
) -> Writ:
    """Make the one notice by which institutions are asked about many cases, with its list.

    Law: 法释〔2013〕20号 art. 3: where many cases are queried together, a list of them may be
    attached to the notice.

    :raises InstrumentIncomplete: the law of that day gives it no basis.
    :raises Refusal: the court has no seal.
    """
    chosen = get_template(template)
    rows = tuple(
        (e.number, e.subject.name, e.id_words, e.subject.id_no, e.officer) for e in entries
    )
    data = QueryList(institutions=tuple(institutions), entries=rows)
    numbers = [e.number for e in entries]
    document = compose_collective(court_no, chosen, data, numbers, on)
    pdf = Sealer(seal_of(court_no)).seal(renderer().pdf(document), at=at)
    officers = {e.officer for e in entries}
    registrant = officers.pop() if len(officers) == 1 else ""
    return Writ(1, chosen.name_zh, f"{on:%Y%m%d}{chosen.name_zh}", "pdf", pdf, registrant, on)


def name_of(template: str) -> str:
    """Give the Chinese name of an instrument by its template's code."""
    return get_template(template).name_zh


def query_papers(
    occasion: Occasion,
    institution: str,
    subjects: Sequence[tuple[Subject, str]],
    *,
    template: str = "QUERY_ASSISTANCE",
) -> list[Paper]:
    """Give the notice to help query, which names every person asked about at an institution."""
    rows = [[subject.name, kind, subject.id_no] for subject, kind in subjects]
    return [
        Paper(
            template,
            {"institution": institution, "subjects": rows, "officers": occasion.officer_words},
            f"{occasion.number}{name_of(template)}",
        )
    ]


def freeze_papers(
    occasion: Occasion, account: OnAccount, ruling: str, first: date, last: date
) -> list[Paper]:
    """Give the ruling to freeze and the notice to help."""
    return [
        freeze_ruling(account.amount, ruling, first, last),
        freeze_notice(occasion, [account], ruling, first, last),
    ]


def freeze_ruling(limit: Fen, ruling: str, first: date, last: date) -> Paper:
    """Give the ruling to freeze deposits of the debtors up to a limit."""
    term = f"自{day_in_figures(first)}起至{day_in_figures(last)}止"
    return Paper("FREEZE_RULING", {"limit": limit, "term_in_words": term}, ruling)


def freeze_notice(
    occasion: Occasion, accounts: Sequence[OnAccount], ruling: str, first: date, last: date
) -> Paper:
    """Give the notice that asks one institution to freeze some of its accounts."""
    return Paper(
        "FREEZE_ASSISTANCE",
        {
            "institution": accounts[0].bank,
            "ruling": ruling,
            "accounts": [account.fields for account in accounts],
            "term": {"starts_on": first, "ends_on": last},
            "officers": occasion.officer_words,
        },
        f"{occasion.number}协助冻结存款通知书",
    )


def press_writ(press: Press, occasion: Occasion, facts: Facts, paper: Paper, seq: int) -> Writ:
    """Make one document of many on a press that is set up already.

    :raises InstrumentIncomplete: the law of that day gives it no basis.
    """
    said = _json(paper.data)
    pdf = press.seal(paper.template, occasion.case, occasion.number, facts, said)
    return _writ(occasion, seq, name_of(paper.template), paper, pdf)


def release_papers(
    occasion: Occasion, account: OnAccount, ruling: str, original: str, reason: str
) -> list[Paper]:
    """Give the ruling to release and the notice to help."""
    return [
        Paper(
            "RELEASE_RULING",
            {"freezing_ruling": original, "accounts": [account.fields], "reason": reason},
            ruling,
        ),
        Paper(
            "RELEASE_ASSISTANCE",
            {
                "institution": account.bank,
                "ruling": ruling,
                "freezing_notice": f"{occasion.number}协助冻结存款通知书",
                "accounts": [account.fields],
                "officers": occasion.officer_words,
            },
            f"{occasion.number}协助解除冻结存款通知书",
        ),
    ]


def transfer_papers(
    occasion: Occasion, account: OnAccount, ruling: str, fund: CaseFund, limit: Fen
) -> list[Paper]:
    """Give the ruling to transfer and the notice to help, with the account of the case."""
    return [
        Paper("TRANSFER_RULING", {"accounts": [account.fields], "limit": limit}, ruling),
        Paper(
            "TRANSFER_ASSISTANCE",
            {
                "institution": account.bank,
                "ruling": ruling,
                "accounts": [account.fields],
                "to": {"holder": fund.name, "bank": fund.bank, "number": fund.account_no},
                "officers": occasion.officer_words,
            },
            f"{occasion.number}协助划拨存款通知书",
        ),
    ]


def _json(data: dict[str, Any]) -> dict[str, Any]:
    whole = to_json(data)
    return whole if isinstance(whole, dict) else {}
