"""Whether an unperformed settlement lets the original instrument be enforced again.

An instalment missed lets the applicant ask for it; what was paid is deducted. Refused
where the settlement is performed, not yet due, or being performed as agreed.

任何一期没有足额履行，申请执行人都有权请求恢复对原文书的执行，已经履行的部分予以扣除。
付款先抵最早到期的各期，到期日过后的次日才算逾期。和解协议已经履行完毕、履行期限尚未届至，
或者正在按约定履行的，不予恢复；被执行人以行为表明将不履行的除外。
2018年3月1日起约定的条件尚未成就的也不恢复；申请执行人就该协议起诉并已受理的，不得同时恢复执行。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.interest.debt_facts import Payment
from zhixing.law.interest.schedule import Instalment
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "241"), ("CPL-INT", "465"), ("SETTLEMENT", "9"), ("SETTLEMENT", "11"))


@dataclass(frozen=True, slots=True)
class Default:
    """Hold what was missed: the first instalment short, the arrears, what was paid."""

    first_missed: int
    missed_on: date
    arrears: Fen
    paid: Fen


class ResumptionRefused(Refusal):
    """Say why the original instrument cannot be enforced again."""


def _basis(on: date) -> Citation:
    if on >= date(2018, 3, 1):
        return cite("SETTLEMENT", 11, on=on)
    if on >= date(2015, 2, 4):
        return cite("CPL-INT", 465, on=on)
    return cite("CPL", 241, on=on)


@answers("SETTLEMENT_DEFAULT")
def settlement_default(
    *,
    on: date,
    instalments: tuple[Instalment, ...],
    payments: tuple[Payment, ...] = (),
    asked_by_applicant: bool = True,
    anticipatory_breach: bool = False,
    conditions_unmet: bool = False,
    suit_on_settlement: bool = False,
) -> Finding[Default]:
    """Say whether enforcement may be resumed on a day, and what was missed.

    Payments count for the earliest instalments; an instalment is missed on the day after
    its last day. ``conditions_unmet``: an agreed condition has not come about.
    ``suit_on_settlement``: the applicant’s suit on the settlement was accepted.
    """
    why = Reasons(on)
    basis = _basis(on)
    paid = Fen(sum(p.amount for p in payments if p.on <= on))
    total = Fen(sum(i.amount for i in instalments))
    due = Fen(sum(i.amount for i in instalments if i.due_on < on))
    if suit_on_settlement:
        raise _chosen(on, basis)
    in_time = paid >= due or (conditions_unmet and on >= date(2018, 3, 1))
    _check(basis, paid, total, in_time, asked_by_applicant, anticipatory_breach)
    missed = _first_short(instalments, paid)
    arrears = max(due - paid, Fen(0))
    why.step(
        f"至{on}应付{due.yuan}元，已付{paid.yuan}元，欠{arrears.yuan}元；"
        f"第{missed.number}期（{missed.due_on}）未足额履行。",
        f"By {on} {due.yuan} were due and {paid.yuan} paid; {arrears.yuan} are missing, first "
        f"instalment {missed.number} of {missed.due_on}.",
        basis,
        value=arrears,
    )
    why.step(
        "恢复执行原生效法律文书，已履行部分应当扣除。",
        "The original instrument is enforced again, what was performed deducted.",
        basis,
    )
    return why.finding(
        Default(missed.number, missed.due_on, arrears, paid),
        "可以恢复执行原生效法律文书。",
        "The original instrument may be enforced again.",
    )


def _first_short(instalments: tuple[Instalment, ...], paid: Fen) -> Instalment:
    left = paid
    for item in sorted(instalments, key=lambda i: i.due_on):
        left -= item.amount
        if left < 0:
            return item
    return instalments[-1]


def _chosen(on: date, basis: Citation) -> ResumptionRefused:
    return ResumptionRefused(
        "SUED",
        message_zh="申请执行人已就履行和解协议起诉并被受理，不能同时恢复执行。",
        message_en="The applicant sued on the settlement; the original is not resumed as well.",
        basis=find_citation("SETTLEMENT", 14, on=on) or basis,
        remedy_zh="可以裁定终结原生效法律文书的执行，已有的查封转为诉讼保全；撤诉后再申请恢复。",
        remedy_en="The original may be ended and its controls become preservation; or withdraw the "
        "suit first.",
        field="suit_on_settlement",
    )


def _check(
    basis: Citation, paid: Fen, total: Fen, in_time: bool, asked: bool, anticipatory: bool
) -> None:
    for holds, code, zh, en in (
        (paid < total, "PERFORMED", "和解协议已履行完毕", "the settlement is performed"),
        (asked, "NOT_ASKED", "申请执行人没有申请恢复执行", "the applicant did not ask"),
        (
            not in_time or anticipatory,
            "NOT_DUE",
            "履行期限尚未届至或者正在按协议履行",
            "it is not yet due or is being performed",
        ),
    ):
        if not holds:
            raise ResumptionRefused(
                code,
                message_zh=f"不予恢复执行：{zh}。",
                message_en=f"Not resumed: {en}.",
                basis=basis,
                remedy_zh="逾期未履行后，申请执行人可以申请恢复执行。",
                remedy_en="After a default the applicant may ask.",
            )


_PLAN = tuple(Instalment(n, date(2017, 3 + n, 28), Fen.of_yuan("81250")) for n in range(1, 9))


def _paid(*yuan: str) -> tuple[Payment, ...]:
    return tuple(
        Payment(f"第{n}笔", date(2017, 3 + n, 28), Fen.of_yuan(y)) for n, y in enumerate(yuan, 1)
    )


def _given(on: str, *yuan: str, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "instalments": _PLAN,
        "payments": _paid(*yuan),
        **more,
    }


RULE = Rule(
    "SETTLEMENT_DEFAULT",
    BASIS,
    Days(date(2013, 1, 1)),
    settlement_default,
    (
        Example(
            _given("2017-05-28", "81250"), refusal="NOT_DUE", note="当日尚未逾期 still the day"
        ),
        Example(
            _given("2017-05-29", "81250"),
            Default(2, date(2017, 5, 28), Fen.of_yuan("81250"), Fen.of_yuan("81250")),
        ),
        Example(_given("2017-05-29", "81250", "81249.99"), {"arrears": Fen(1)}),
        Example(_given("2017-05-29", "81250", "81250"), refusal="NOT_DUE"),
        Example(_given("2017-12-01", *["81250"] * 8), refusal="PERFORMED"),
        Example(_given("2017-05-29", "81250", asked_by_applicant=False), refusal="NOT_ASKED"),
        Example(_given("2018-02-28", *["81250"] * 7, conditions_unmet=True), {"first_missed": 8}),
        Example(_given("2018-03-01", *["81250"] * 7, conditions_unmet=True), refusal="NOT_DUE"),
        Example(_given("2018-03-01", *["81250"] * 7, suit_on_settlement=True), refusal="SUED"),
        Example(
            _given("2017-04-20", anticipatory_breach=True), {"first_missed": 1, "arrears": Fen(0)}
        ),
    ),
    "和解违约与恢复执行",
    "Default on a settlement",
    covers=("R-SETTLE-BREACH",),
)
