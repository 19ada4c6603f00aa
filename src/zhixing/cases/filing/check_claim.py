"""Checks what is claimed: items, interest terms, capitalised interest, instalments, amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing.application import Application, TitleInstalment
from zhixing.cases.filing.problem import Problem, Writer
from zhixing.kernel.fen import Fen

KINDS = frozenset(
    {"principal", "damages", "liquidated_damages", "ordinary_interest", "case_fee", "wages"}
)
MOST_FEN = 10**15
MOST_ITEMS = 500


def check_claim(a: Application, write: Writer) -> Iterator[Problem]:
    """Check the obligations, the title's own instalments and the costs of an application."""
    return check_terms(a.obligations, a.instalments, a.costs, write)


def check_terms(
    obligations: tuple[Obligation, ...],
    instalments: tuple[TitleInstalment, ...],
    costs: Fen,
    write: Writer,
) -> Iterator[Problem]:
    """Check what is claimed, wherever it is recorded."""
    if not obligations:
        yield write.problem(
            "obligations",
            "NOTHING_TO_PERFORM",
            "执行标的不明确：请至少列明一项给付内容。",
            "Nothing definite is claimed: list at least one item.",
            basis=("EW", "16"),
        )
    if len(obligations) > MOST_ITEMS or len(instalments) > MOST_ITEMS:
        yield write.problem(
            "obligations", "TOO_MANY", f"最多{MOST_ITEMS}项。", f"At most {MOST_ITEMS} items."
        )
        return
    by_key: dict[str, Obligation] = {}
    for i, item in enumerate(obligations):
        yield from _item(item, f"obligations[{i}]", write)
        if by_key.setdefault(item.key, item) is not item:
            yield write.problem(
                f"obligations[{i}].key",
                "KEY_TWICE",
                f"给付项目编号“{item.key}”重复。",
                f"The item key {item.key!r} is used twice.",
            )
    for i, item in enumerate(obligations):
        yield from _origin(item, by_key, f"obligations[{i}]", write)
    if not 0 <= costs <= MOST_FEN:
        yield write.problem(
            "costs", "AMOUNT_OUT_OF_RANGE", "费用不能为负。", "Costs cannot be negative."
        )
    yield from _instalments(instalments, sum(int(item.amount) for item in obligations), write)


def _item(item: Obligation, path: str, write: Writer) -> Iterator[Problem]:
    if not item.key.strip():
        yield write.problem(f"{path}.key", "MISSING", "请填写项目编号。", "State the item's key.")
    if item.kind not in KINDS:
        yield write.problem(
            f"{path}.kind",
            "UNKNOWN_KIND",
            f"给付种类“{item.kind}”不在列表内。",
            f"The kind {item.kind!r} is none of {', '.join(sorted(KINDS))}.",
        )
    if not 0 < item.amount <= MOST_FEN:
        yield write.problem(
            f"{path}.amount",
            "AMOUNT_OUT_OF_RANGE",
            "金额应大于零且不超过十万亿元。",
            "The amount must be above zero and at most ten trillion yuan.",
        )
    if item.annual_rate:
        yield from _rate(item, path, write)


def _rate(item: Obligation, path: str, write: Writer) -> Iterator[Problem]:
    try:
        rate = Decimal(item.annual_rate)
    except InvalidOperation:
        rate = Decimal(-1)
    if not (rate.is_finite() and 0 < rate <= 1):
        yield write.problem(
            f"{path}.annual_rate",
            "RATE_OUT_OF_RANGE",
            f"年利率“{item.annual_rate}”应为0至1之间的小数，如0.06。",
            f"The annual rate {item.annual_rate!r} must be a decimal from 0 to 1, as 0.06.",
        )
    elif item.agreed_from is None:
        yield write.problem(
            f"{path}.agreed_from",
            "MISSING",
            "约定利率的，须填写起息日。",
            "Agreed interest needs its first day.",
        )


def _origin(
    item: Obligation, by_key: Mapping[str, Obligation], path: str, write: Writer
) -> Iterator[Problem]:
    """Follow an item back to the notes whose interest it capitalises (借条转本)."""
    walked, here = {item.key}, item
    while here.origin:
        before = by_key.get(here.origin)
        if before is None or before.key in walked:
            circular = before is not None
            yield write.problem(
                f"{path}.origin",
                "ORIGIN_CIRCULAR" if circular else "ORIGIN_UNKNOWN",
                "转本来源循环。" if circular else f"转本来源“{here.origin}”不在本申请所列项目内。",
                "The origins form a circle."
                if circular
                else f"The origin {here.origin!r} is no item of this application.",
            )
            return
        walked.add(before.key)
        here = before


def _instalments(
    instalments: tuple[TitleInstalment, ...], total: int, write: Writer
) -> Iterator[Problem]:
    for i, instalment in enumerate(instalments):
        if instalment.amount <= 0:
            yield write.problem(
                f"instalments[{i}].amount",
                "AMOUNT_OUT_OF_RANGE",
                "分期金额应大于零。",
                "An instalment must be above zero.",
            )
    if instalments and sum(int(i.amount) for i in instalments) > total:
        yield write.problem(
            "instalments",
            "INSTALMENTS_EXCEED_CLAIM",
            "执行依据的分期合计超过所列给付总额。",
            "The title's instalments add up to more than the items claimed.",
        )
    days = [i.due_on for i in instalments]
    if len(set(days)) != len(days):
        yield write.problem(
            "instalments", "DAY_TWICE", "同一日期有两期分期。", "Two instalments share one day."
        )
