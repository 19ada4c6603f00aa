"""Reads a sheet of officers' cards (CSV): a line a person, its pictures named by their files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from zhixing.courts.card_values import (
    CardProblem,
    CardRefused,
    NewCard,
    check_card,
    refuse_card,
)
from zhixing.kernel.refusal import Refusal

COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "login": ("登录名", "login"),
    "work_no": ("工作证号", "work card number"),
    "duty_no": ("执行公务证号", "duty card number"),
    "work_picture": ("工作证照片", "work card picture"),
    "duty_picture": ("执行公务证照片", "duty card picture"),
    "valid_from": ("有效期自", "valid from"),
    "valid_until": ("有效期至", "valid until"),
    "reported_on": ("报备日期", "reported on"),
}
"""Each column by its key, as its head may name it; the last day belongs to the validity."""
OPTIONAL: Final = frozenset({"reported_on"})
MOST_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """Hold a picture that goes with a sheet, under the name of its file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Hand in a sheet with the pictures its lines name."""

    content: bytes
    pictures: tuple[NamedPicture, ...] = ()


def template() -> bytes:
    """Give an empty sheet with its heads in Chinese, as spreadsheets open it."""
    return ("\ufeff" + ",".join(zh for zh, _ in COLUMNS.values()) + "\r\n").encode()


def read_cards(
    sheet: CardSheet, court_no: int, people: Mapping[str, UUID], on: date
) -> list[tuple[int, NewCard]]:
    """Read the cards of a sheet with the line each stands in; ``people`` are the staff by login.

    :raises CardRefused: every fault by row and field, or no sheet at all.
    """
    lines = _lines(sheet.content)
    pictures = {p.name: p.content for p in sheet.pictures}
    found: list[tuple[int, NewCard]] = []
    problems: list[CardProblem] = []
    for row, line in lines:
        faults = _missing(row, line)
        if not faults:
            try:
                new = _card(line, court_no, people, pictures)
                check_card(new, on)
                found.append((row, new))
            except Refusal as refusal:
                faults = [problem_of(row, refusal)]
        problems += faults
    problems += _twice(found) if not problems else []
    if problems:
        raise CardRefused.of(problems)
    return found


def problem_of(row: int, refusal: Refusal) -> CardProblem:
    """Name a refusal by the row it concerns."""
    field = refusal.field or ""
    return CardProblem(row, field, refusal.code, refusal.message_zh, refusal.message_en)


def _lines(content: bytes) -> list[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    reader = csv.reader(io.StringIO(text))
    table = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    heads = _heads(table[0][1]) if table else {}
    missing = [key for key in COLUMNS if key not in OPTIONAL and key not in heads]
    if missing:
        zh = "、".join(COLUMNS[key][0] for key in missing)
        en = ", ".join(COLUMNS[key][1] for key in missing)
        raise refuse_card(
            "CARD_SHEET_HEADS",
            f"表格第一行缺少列：{zh}。",
            f"The first line lacks the columns: {en}.",
            missing[0],
            remedy=("请使用模板填写。", "Use the template."),
        )
    if not 1 <= len(table) - 1 <= MOST_ROWS:
        raise refuse_card(
            "CARD_SHEET_SIZE",
            f"表格应有一至{MOST_ROWS}行，本表{len(table) - 1}行。",
            f"A sheet has one to {MOST_ROWS} lines; this one has {len(table) - 1}.",
            "content",
            remedy=("请分表提交。", "Hand them in in several sheets."),
        )
    return [
        (number, {key: row[at].strip() if at < len(row) else "" for key, at in heads.items()})
        for number, row in table[1:]
    ]


def _heads(row: Sequence[str]) -> dict[str, int]:
    known = {name: key for key, names in COLUMNS.items() for name in (*names, key)}
    return {
        known[cell.strip().lower()]: at
        for at, cell in enumerate(row)
        if cell.strip().lower() in known
    }


def _missing(row: int, line: Mapping[str, str]) -> list[CardProblem]:
    return [
        CardProblem(row, key, "CARD_FIELD_MISSING", f"未填写{zh}。", f"The {en} is missing.")
        for key, (zh, en) in COLUMNS.items()
        if key not in OPTIONAL and not line.get(key)
    ]


def _card(
    line: Mapping[str, str],
    court_no: int,
    people: Mapping[str, UUID],
    pictures: Mapping[str, bytes],
) -> NewCard:
    person = people.get(line["login"].lower())
    if person is None:
        raise refuse_card(
            "CARD_PERSON_UNKNOWN",
            f"本院没有登录名为“{line['login']}”的人员。",
            f"Nobody of this court has the login {line['login']}.",
            "login",
        )
    last, reported = _day(line, "valid_until"), line.get("reported_on")
    return NewCard(
        court_no,
        person,
        line["work_no"],
        line["duty_no"],
        _picture(line, "work_picture", pictures),
        _picture(line, "duty_picture", pictures),
        _day(line, "valid_from"),
        last + timedelta(days=1),
        _day(line, "reported_on") if reported else None,
    )


def _day(line: Mapping[str, str], key: str) -> date:
    written = line[key].replace("/", "-").replace(".", "-")
    try:
        year, month, day = (int(part) for part in written.split("-"))
        return date(year, month, day)
    except ValueError:
        zh, en = COLUMNS[key]
        raise refuse_card(
            "CARD_DAY_UNREADABLE",
            f"{zh}“{line[key]}”不是日期，请按年-月-日填写。",
            f"The {en} {line[key]!r} is no day; write it as 2018-03-01.",
            key,
        ) from None


def _picture(line: Mapping[str, str], key: str, pictures: Mapping[str, bytes]) -> bytes:
    found = pictures.get(line[key])
    if found is None:
        zh, en = COLUMNS[key]
        raise refuse_card(
            "CARD_PICTURE_MISSING",
            f"未上传{zh}“{line[key]}”。",
            f"The {en} {line[key]!r} was not handed in.",
            key,
            remedy=("请一并上传该照片。", "Hand the picture in with the sheet."),
        )
    return found


def _twice(found: Sequence[tuple[int, NewCard]]) -> list[CardProblem]:
    """Name the rows whose number, of either card, stands in an earlier row of another person."""
    problems = []
    for key in ("work_no", "duty_no"):
        owners: dict[str, UUID] = {}
        for row, new in found:
            owner = owners.setdefault(getattr(new, key), new.person)
            if owner != new.person:
                zh, en = COLUMNS[key]
                said = f"{zh}与前面的行重复。", f"The {en} stands in an earlier row."
                problems.append(CardProblem(row, key, "CARD_NUMBER_TAKEN", *said))
    return problems
