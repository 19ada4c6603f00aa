"""Checks who applies against whom: names, kinds, identity numbers, nobody on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from zhixing.cases.filing.application import Application
from zhixing.cases.filing.problem import Problem, Writer
from zhixing.kernel.identity import FULL_WIDTH, Malformed
from zhixing.parties.identity import KIND_OF_ID, IdKind, ReadNumber, read_number
from zhixing.parties.values import PartyEntry

LONGEST_NAME = 200
MOST_PARTIES = 200
OLD_LENGTH = 15
"""The length of resident numbers before 18 digits."""


def check_people(a: Application, write: Writer) -> Iterator[Problem]:
    """Check the creditors, the debtors and the third parties of an application."""
    seen: dict[str, str] = {}
    for side, zh, en in (
        ("creditors", "申请执行人", "applicant"),
        ("debtors", "被执行人", "debtor"),
        ("third_parties", "第三人", "third party"),
    ):
        entries: tuple[PartyEntry, ...] = getattr(a, side)
        if not entries and side != "third_parties":
            yield write.problem(
                side,
                "MISSING",
                f"至少须有一名{zh}。",
                f"There must be at least one {en}.",
                basis=("EW", "16"),
            )
        if len(entries) > MOST_PARTIES:
            yield write.problem(
                side,
                "TOO_MANY",
                f"{zh}最多{MOST_PARTIES}名。",
                f"At most {MOST_PARTIES} of them ({en}).",
            )
        for i, entry in enumerate(entries[:MOST_PARTIES]):
            yield from _entry(entry, f"{side}[{i}]", write)
            yield from _twice(entry, f"{side}[{i}]", seen, write)


def check_entry(entry: PartyEntry, path: str, write: Writer) -> list[Problem]:
    """Check one person or organisation by itself."""
    return list(_entry(entry, path, write))


def _entry(entry: PartyEntry, path: str, write: Writer) -> Iterator[Problem]:
    if not entry.name.strip() or len(entry.name) > LONGEST_NAME:
        yield write.problem(
            f"{path}.name",
            "MISSING" if not entry.name.strip() else "TOO_LONG",
            f"请填写姓名或名称，不超过{LONGEST_NAME}个字。",
            f"State the name, in at most {LONGEST_NAME} characters.",
        )
    if KIND_OF_ID.get(entry.id_kind, entry.kind) is not entry.kind:
        yield write.problem(
            f"{path}.id_kind",
            "WRONG_KIND_OF_ID",
            "自然人用公民身份号码，单位用统一社会信用代码。",
            "A person has a resident identity number, an organisation a unified social "
            "credit code.",
        )
        return
    yield from _number(entry, path, write)


def _number(entry: PartyEntry, path: str, write: Writer) -> Iterator[Problem]:
    if entry.number.strip() or entry.id_kind is not IdKind.OTHER:
        read = read_number(entry.id_kind, entry.number, on=write.on)
        if isinstance(read, Malformed):
            yield write.problem(
                f"{path}.number", f"ID_{read.code}", read.message_zh, read.message_en
            )
    elif path.startswith("debtors"):
        yield write.warning(
            f"{path}.number",
            "DEBTOR_NUMBER_MISSING",
            f"被执行人“{entry.name}”未填证件号码；仅凭姓名不能查控财产，请尽快补充。",
            f"No number is given for the debtor {entry.name}; "
            "a name alone never controls property.",
        )


def identity_key(entry: PartyEntry, write: Writer) -> str:
    """Give what tells people apart within a batch: the number, else the name.

    A resident number of the old 15 digits gives the key of its new form.
    """
    plain = "".join(c for c in entry.number.translate(FULL_WIDTH).upper() if c.isalnum())
    if not plain:
        return f"name:{entry.kind.value}:{entry.name.strip()}"
    if entry.id_kind is IdKind.RESIDENT_ID and len(plain) == OLD_LENGTH:
        read = read_number(entry.id_kind, plain, on=write.on)
        plain = read.number if isinstance(read, ReadNumber) else plain
    return f"{entry.id_kind.value}:{plain}"


def _twice(entry: PartyEntry, path: str, seen: dict[str, str], write: Writer) -> Iterator[Problem]:
    key = identity_key(entry, write)
    before = seen.setdefault(key, path)
    if before == path:
        return
    same_side = before.partition("[")[0] == path.partition("[")[0]
    yield write.problem(
        f"{path}.number" if entry.number else f"{path}.name",
        "PARTY_TWICE" if same_side else "PARTY_ON_BOTH_SIDES",
        "同一当事人重复列入。" if same_side else "同一人不能既为申请执行人又为被执行人或第三人。",
        "The same party is listed twice."
        if same_side
        else "The same party cannot stand on two sides.",
    )
