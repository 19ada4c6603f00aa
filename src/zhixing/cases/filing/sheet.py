"""The columns of the import sheet, and how one of its rows becomes an application. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing import cells
from zhixing.cases.filing.application import Application, PropertyClue
from zhixing.cases.filing.problem import Problem
from zhixing.kernel.fen import ZERO, Fen
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.values import Contact, PartyEntry

CREDITORS, DEBTORS, ITEMS = 2, 3, 3


@dataclass(frozen=True, slots=True)
class Column:
    """Describe one column: its key, its heading, how it is read, an example."""

    key: str
    zh: str
    en: str
    read: cells.Reader
    is_required: bool = False
    example: str = ""


def _party(prefix: str, zh: str, en: str, *, required: bool, n: int) -> tuple[Column, ...]:
    name = "示例公司" if prefix == "creditor" else "示例人"
    shown = n == 1
    number = {"creditor": "911101010000000015", "debtor": "110101199001010015"}[prefix]
    kind = "单位" if prefix == "creditor" else "自然人"
    at = f"{prefix}{n}"
    head, head_en = f"{zh}{n}", f"{en} {n}"
    return (
        Column(
            f"{at}_name",
            f"{head}姓名或名称",
            f"{head_en} name",
            cells.text,
            required,
            name if shown else "",
        ),
        Column(
            f"{at}_kind",
            f"{head}性质",
            f"{head_en} kind",
            cells.one_of(cells.PARTY_KINDS),
            example=kind if shown else "",
        ),
        Column(
            f"{at}_id_kind", f"{head}证件种类", f"{head_en} document", cells.one_of(cells.ID_KINDS)
        ),
        Column(
            f"{at}_number",
            f"{head}证件号码",
            f"{head_en} number",
            cells.digits,
            example=number if shown else "",
        ),
        Column(f"{at}_phone", f"{head}电话", f"{head_en} phone", cells.text),
        Column(f"{at}_address", f"{head}地址", f"{head_en} address", cells.text),
    )


def _item(n: int) -> tuple[Column, ...]:
    at, zh, en = f"item{n}", f"给付{n}", f"item {n}"
    return (
        Column(
            f"{at}_kind",
            f"{zh}种类",
            f"{en} kind",
            cells.one_of(cells.ITEM_KINDS),
            example="本金" if n == 1 else "",
        ),
        Column(
            f"{at}_amount",
            f"{zh}金额（元）",
            f"{en} amount (yuan)",
            cells.money,
            n == 1,
            "50000.00" if n == 1 else "",
        ),
        Column(f"{at}_due_on", f"{zh}到期日", f"{en} due on", cells.day),
        Column(f"{at}_rate", f"{zh}约定年利率", f"{en} agreed annual rate", cells.rate),
        Column(f"{at}_from", f"{zh}起息日", f"{en} interest from", cells.day),
        Column(
            f"{at}_origin", f"{zh}转本来源（给付序号）", f"{en} capitalised from item", cells.text
        ),
    )


COLUMNS: Final[tuple[Column, ...]] = (
    Column("application_key", "申请编号", "application key", cells.text, True, "2018-0001"),
    Column(
        "title_number", "执行依据文号", "title number", cells.text, True, "（2017）渝0119民初1001号"
    ),
    Column(
        "title_kind",
        "执行依据种类",
        "kind of title",
        cells.one_of(cells.TITLE_KINDS),
        True,
        "民事判决书",
    ),
    Column("issuing_body", "作出机关", "issuing body", cells.text, True, "示例人民法院"),
    Column("cause", "案由", "cause", cells.text, example="民间借贷纠纷"),
    Column("effective_on", "生效日期", "effective on", cells.day, True, "2017-12-01"),
    Column("served_on", "送达日期", "served on", cells.day),
    Column("performance_until", "履行期限至", "performance until", cells.day, example="2017-12-11"),
    Column("applied_on", "申请日期", "applied on", cells.day, True, "2018-03-01"),
    Column("received_on", "收到日期", "received on", cells.day, True, "2018-03-02"),
    Column(
        "jurisdiction",
        "管辖依据",
        "jurisdiction",
        cells.one_of(cells.JURISDICTIONS),
        example="第一审法院",
    ),
    Column("applicant_basis", "申请人地位", "applicant's right", cells.one_of(cells.BASES)),
    Column("succession_proof", "继承或承受证明", "proof of succession", cells.text),
    *(
        c
        for n in range(1, CREDITORS + 1)
        for c in _party("creditor", "申请执行人", "applicant", required=n == 1, n=n)
    ),
    *(
        c
        for n in range(1, DEBTORS + 1)
        for c in _party("debtor", "被执行人", "debtor", required=n == 1, n=n)
    ),
    *(c for n in range(1, ITEMS + 1) for c in _item(n)),
    Column("fee_amount", "案件受理费（元）", "case fee (yuan)", cells.money),
    Column("costs", "其他费用（元）", "other costs (yuan)", cells.money),
    Column("instalments", "分期（日期:金额；…）", "instalments (day:amount; …)", cells.instalments),
    Column("clue_kind", "财产线索种类", "kind of clue", cells.text),
    Column("clue_text", "财产线索", "property clue", cells.text),
    Column("clue_bank", "线索开户行", "clue's bank", cells.text),
    Column("clue_account", "线索账号", "clue's account", cells.digits),
)
BY_KEY: Final = {c.key: c for c in COLUMNS}
_PLAIN: Final = (
    "application_key",
    "title_number",
    "title_kind",
    "issuing_body",
    "cause",
    "effective_on",
    "served_on",
    "performance_until",
    "applied_on",
    "received_on",
    "jurisdiction",
    "applicant_basis",
    "succession_proof",
    "costs",
    "instalments",
)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Give a row's application, or the problems of its cells; ``places`` leads fields back."""

    row: int
    application: Application | None
    problems: tuple[Problem, ...]
    places: Mapping[str, str]


def read_row(row: int, given: Mapping[str, Any]) -> ReadRow:
    """Read one row, given by column key, into an application; every bad cell is named."""
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    for column in COLUMNS:
        value = given.get(column.key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if column.is_required:
                problems.append(_missing(row, column))
            continue
        try:
            read[column.key] = column.read(value)
        except cells.Unread as unread:
            problems.append(Problem(row, column.key, unread.code, unread.zh, unread.en))
    if problems:
        return ReadRow(row, None, tuple(problems), {})
    places: dict[str, str] = {}
    return ReadRow(row, _application(read, places), (), places)


def place_of(field: str, places: Mapping[str, str]) -> str:
    """Give the column key that a field of an application came from.

    >>> place_of("debtors[0].number", {"debtors[0]": "debtor1"})
    'debtor1_number'
    >>> place_of("debtors", {}), place_of("obligations[1].annual_rate", {"obligations[1]": "item2"})
    ('debtor1_name', 'item2_rate')
    """
    head, _, tail = field.partition(".")
    if head in places:
        named = {"annual_rate": "rate", "agreed_from": "from", "key": "amount"}.get(tail, tail)
        key = f"{places[head]}_{named}" if named else places[head]
        return key if key in BY_KEY else f"{places[head]}_amount"
    whole = {
        "creditors": "creditor1_name",
        "debtors": "debtor1_name",
        "obligations": "item1_amount",
        "clues": "clue_text",
    }
    plain = re.sub(r"\[.*", "", head)
    return whole.get(plain, plain)


def _missing(row: int, column: Column) -> Problem:
    return Problem(row, column.key, "MISSING", f"请填写“{column.zh}”。", f"Fill in {column.en!r}.")


def _application(read: Mapping[str, Any], places: dict[str, str]) -> Application:
    plain = {key: read[key] for key in _PLAIN if key in read}
    return Application(
        **plain,
        creditors=_parties(read, "creditor", "creditors", CREDITORS, places),
        debtors=_parties(read, "debtor", "debtors", DEBTORS, places),
        obligations=_obligations(read, places),
        clues=_clues(read),
    )


def _parties(
    read: Mapping[str, Any], prefix: str, field: str, most: int, places: dict[str, str]
) -> tuple[PartyEntry, ...]:
    found: list[PartyEntry] = []
    for n in range(1, most + 1):
        at = f"{prefix}{n}"
        if not any(f"{at}_{part}" in read for part in ("name", "number")):
            continue
        places[f"{field}[{len(found)}]"] = at
        number = read.get(f"{at}_number", "")
        kind = read.get(f"{at}_kind", PartyKind.PERSON)
        usual = IdKind.RESIDENT_ID if kind is PartyKind.PERSON else IdKind.USCC
        found.append(
            PartyEntry(
                name=read.get(f"{at}_name", ""),
                kind=kind,
                id_kind=read.get(f"{at}_id_kind", usual if number else IdKind.OTHER),
                number=number,
                contact=Contact(read.get(f"{at}_phone", ""), read.get(f"{at}_address", "")),
            )
        )
    return tuple(found)


def _obligations(read: Mapping[str, Any], places: dict[str, str]) -> tuple[Obligation, ...]:
    found: list[Obligation] = []
    for n in range(1, ITEMS + 1):
        at = f"item{n}"
        if not any(key.startswith(f"{at}_") for key in read):
            continue
        places[f"obligations[{len(found)}]"] = at
        found.append(
            Obligation(
                key=str(n),
                kind=read.get(f"{at}_kind", "principal"),
                amount=read.get(f"{at}_amount", ZERO),
                due_on=read.get(f"{at}_due_on"),
                annual_rate=read.get(f"{at}_rate", ""),
                agreed_from=read.get(f"{at}_from"),
                origin=read.get(f"{at}_origin", ""),
            )
        )
    fee: Fen = read.get("fee_amount", ZERO)
    if fee:
        places[f"obligations[{len(found)}]"] = "fee"
        found.append(Obligation("fee", "case_fee", fee))
    return tuple(found)


def _clues(read: Mapping[str, Any]) -> tuple[PropertyClue, ...]:
    parts = {key: read.get(f"clue_{key}", "") for key in ("kind", "text", "bank", "account")}
    return (PropertyClue(**parts),) if any(parts.values()) else ()


def located(problem: Problem, places: Mapping[str, str], letters: Mapping[str, str]) -> Problem:
    """Give a problem with the key and letter of the column it came from."""
    key = place_of(problem.field, places)
    return replace(problem, field=key, column=letters.get(key, ""))


def columns_missing(keys: Sequence[str]) -> list[Column]:
    """Give the required columns that a sheet does not have."""
    return [c for c in COLUMNS if c.is_required and c.key not in keys]
