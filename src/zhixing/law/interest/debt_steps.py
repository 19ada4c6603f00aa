"""The reasons of a debt’s figure, as a judge reads them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import groupby

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.interest.daycount import FirstDay, LastDay
from zhixing.law.interest.debt_accruals import Told
from zhixing.law.interest.debt_facts import (
    FEE_KINDS,
    NOT_COUNTED,
    OWED_EN,
    OWED_ZH,
    Accrual,
    Agreement,
    Debt,
    Item,
    Owed,
    Payment,
    PaymentKind,
    Stay,
    StayReason,
)
from zhixing.law.interest.delay import NEW, NEW_ON, Tier
from zhixing.law.interest.reckoning import Reckoning
from zhixing.law.interest.terms import tell_switch
from zhixing.law.rule import Reasons

_REASON_ZH = {
    StayReason.RETRIAL: "再审中止执行",
    StayReason.REVIEW_NOT_ON_DEBTOR: "非因被执行人申请审查文书而中止、暂缓执行",
    StayReason.DEFERRAL_BY_DEBTOR: "被执行人申请暂缓执行",
    StayReason.SETTLEMENT: "执行和解",
}
_REASON_EN = {
    StayReason.RETRIAL: "suspended for retrial",
    StayReason.REVIEW_NOT_ON_DEBTOR: "stayed to review the instrument, not on the debtor’s request",
    StayReason.DEFERRAL_BY_DEBTOR: "deferred at the debtor’s request",
    StayReason.SETTLEMENT: "a settlement in enforcement",
}


def explain(
    why: Reasons,
    asked: Reckoning,
    debt: Debt,
    told: Told,
    agreement: Agreement | None,
    stays: tuple[Stay, ...],
) -> None:
    """Write the steps, marks and options of a debt’s figure."""
    _options(why, asked)
    for item in (row[0] for row in asked.plain):
        _item(why, asked, item)
        if item.method is not None:
            tell_switch(why, item.name, item.method, asked.on)
    _rests(why, asked, stays)
    for row in told.rows:
        if row.status != "verified":
            why.mark(f"{row.status}:{row.code}")
    for _, group in groupby(debt.accruals, key=lambda a: a.run):
        _accrued(why, tuple(group))
    _payments(why, asked, debt)
    for gap in debt.gaps:
        is_old = gap.days.start < NEW_ON and not gap.table.startswith("rates.lpr")
        why.mark("gap:before-2014-08-01" if is_old else f"gap:{gap.table}")
        why.step(f"未计：{gap.missing_zh}。", f"Not computed: {gap.missing_en}.")
    if debt.surplus:
        why.step(
            f"超出应付{debt.surplus.yuan}元，应退还。",
            f"{debt.surplus.yuan} yuan are above what is owed and go back.",
            value=debt.surplus,
        )
    _doubt(why, asked, debt)
    if agreement is not None:
        _agreement(why, agreement, debt)


def _options(why: Reasons, asked: Reckoning) -> None:
    chosen = asked.conventions
    why.choose("first", chosen.first)
    why.choose("last", chosen.last)
    why.choose("year_days", chosen.year_days)
    why.choose("order", chosen.order)
    why.choose("case_fee_in_base", chosen.case_fee_in_base)
    why.choose("roll_performance_period", chosen.roll_performance_period)
    if asked.is_old:
        why.choose("old_year_days", chosen.old_year_days)
        why.choose("tier", chosen.tier)
    if chosen.roll_performance_period:
        for year in asked.unrolled_years:
            why.mark(f"provisional:calendar-{year}")


def _item(why: Reasons, asked: Reckoning, item: Item) -> None:
    fee = asked.conventions.case_fee_in_base
    bears = item.is_in_base(case_fee_in_base=fee)
    due = f"文书未定期限，{item.due_on}生效" if item.no_period else f"履行期间至{item.due_on}"
    due_en = (
        f"no period set, effective {item.due_on}"
        if item.no_period
        else f"to be performed by {item.due_on}"
    )
    why.step(
        f"“{item.name}”{item.amount.yuan}元，{due}，{'计' if bears else '不计'}加倍利息。",
        f"{item.name}: {item.amount.yuan} yuan, {due_en}, "
        f"{'bears' if bears else 'without'} extra interest.",
        cite("INTEREST", 2 if item.no_period else "1.3", version="2014"),
        value=item.amount,
    )
    if item.kind in FEE_KINDS and item.in_extra_base is None:
        why.mark("doubt:case-fee-in-base")


def _rests(why: Reasons, asked: Reckoning, stays: tuple[Stay, ...]) -> None:
    for rest in asked.excluded:
        _rest(why, rest, "", "")
    for stay in stays:
        zh, en = f"（{_REASON_ZH[stay.reason]}）", f" ({_REASON_EN[stay.reason]})"
        if stay.reason in NOT_COUNTED:
            _rest(why, stay.days, zh, en)
            continue
        why.step(
            f"{stay.days.start}至{stay.days.last or '今'}{zh}照计：扣除仅限再审中止和非因被执行人"
            "申请的审查。",
            f"{stay.days.start} to {stay.days.last or 'now'}{en} counts, as the text excludes only "
            "retrial and review not asked for by the debtor.",
            cite("INTEREST", "3.3", version="2014"),
        )


def _rest(why: Reasons, rest: Days, zh: str, en: str) -> None:
    """Tell which days of a rest do not count: those since August 2014."""
    if rest.start < NEW_ON:
        why.mark("doubt:stay-before-2014-08-01")
        why.step(
            f"{rest.start}起{zh}：2014年8月1日以前的规定没有扣除期间，此前的日数照计。",
            f"From {rest.start}{en}: the rule before 1 August 2014 knew no such days; days before "
            "it count.",
            cite("INTEREST", 7, version="2014"),
        )
    since = rest.intersect(Days(NEW_ON))
    if since is not None:
        why.step(
            f"{since.start}至{since.last or '今'}{zh}依法扣除，不计加倍部分债务利息。",
            f"{since.start} to {since.last or 'now'}{en}: no extra interest.",
            cite("INTEREST", "3.3", version="2014"),
        )


def _accrued(why: Reasons, group: tuple[Accrual, ...]) -> None:
    head, tail = group[0], group[-1]
    exact, amount = head.exact, head.amount
    if len(group) == 1:
        zh, en = f"×{_formula(head)}日", f" × {_formula(head)} days"
    else:
        whole = sum((Fraction(a.exact) for a in group), Fraction(0))
        exact, amount = str(whole), Fen.rounded(whole)
        days = sum(len(a.days) for a in group)
        zh = f"，{days}日分段计算：" + "，".join(f"{a.days.start}起{_formula(a)}日" for a in group)
        en = f", {days} days in stretches: "
        en += ", ".join(f"from {a.days.start} {_formula(a)} days" for a in group)
    is_old = head.kind is Owed.EXTRA_INTEREST and head.year_days is not None
    kind_zh = "迟延履行期间利息（双倍）" if is_old else OWED_ZH[head.kind]
    kind_en = "interest for delay, doubled" if is_old else OWED_EN[head.kind]
    why.step(
        f"{head.days.start}至{tail.days.last}“{head.item}”{kind_zh}："
        f"基数{head.base.yuan}元{zh}，得{amount.yuan}元。",
        f"{head.days.start} to {tail.days.last}, {head.item}, {kind_en}: "
        f"base {head.base.yuan}{en}, gives {amount.yuan} yuan.",
        head.basis,
        value=exact,
        parameter=head.parameter or None,
    )


def _formula(a: Accrual) -> str:
    if a.year_days is None:
        return f"{a.rate}×{len(a.days)}"
    times = "" if a.times == "1" else f"×{a.times}"
    return f"{a.published}%{times}÷{a.year_days}×{len(a.days)}"


def _payments(why: Reasons, asked: Reckoning, debt: Debt) -> None:
    seen = [e for e in asked.events if isinstance(e.what, Payment)]
    parts = {n: tuple(g) for n, g in groupby(debt.allocations, key=lambda a: a.payment)}
    for event in seen:
        payment = event.what
        if not isinstance(payment, Payment):
            continue
        taken = parts.get(payment.name, ())
        zh = "、".join(f"“{p.item}”{OWED_ZH[p.kind]}{p.amount.yuan}元" for p in taken)
        en = ", ".join(f"{p.amount.yuan} of {p.item} ({OWED_EN[p.kind]})" for p in taken)
        basis, note_zh, note_en = _order(asked, event.day, payment.counts_on)
        why.step(
            f"“{payment.name}”{payment.amount.yuan}元{_day_zh(payment)}{note_zh}，清偿"
            f"{zh or '零元（已无欠款）'}。",
            f"{payment.name}, {payment.amount.yuan} yuan{_day_en(payment)}{note_en}, pays "
            f"{en or 'nothing, as nothing is owed'}.",
            basis,
            value=payment.amount,
        )


def _day_zh(payment: Payment) -> str:
    if payment.kind is PaymentKind.TRANSFER:
        return f"（{payment.on}划拨、提取，计至该日）"
    if payment.kind is PaymentKind.AUCTION:
        return f"（裁定{payment.counts_on}送达生效，计至该日）"
    return f"（{payment.on}）"


def _day_en(payment: Payment) -> str:
    if payment.kind is PaymentKind.TRANSFER:
        return f" (transferred {payment.on}, counted to that day)"
    if payment.kind is PaymentKind.AUCTION:
        return f" (ruling served and effective {payment.counts_on}, counted to that day)"
    return f" ({payment.on})"


def _order(asked: Reckoning, day: int, on: date) -> tuple[Citation | None, str, str]:
    if asked.conventions.is_agreed:
        return find_citation("CIVIL-CODE", 561, on=on), "依约定顺序", " in the agreed order"
    if day >= NEW:
        return cite("INTEREST", 4, version="2014"), "", ""
    if on >= date(2009, 5, 18):
        basis = cite("INTEREST-REPLY", 2, version="2009")
        return basis, "按并还原则", " shared in proportion"
    return None, "参照并还原则", " shared in proportion by analogy"


def _doubt(why: Reasons, asked: Reckoning, debt: Debt) -> None:
    if asked.is_old:
        why.mark("doubt:interest.old_year_days")
        why.mark("doubt:interest.old_tier")
        chosen = asked.conventions
        by_length = chosen.tier is Tier.BY_LENGTH
        why.step(
            f"2014年8月1日以前，年利率按{chosen.old_year_days.days}日折算，贷款档次"
            f"{'按迟延长短' if by_length else '取六个月至一年'}，文本均未规定；基数含履行期间届满时"
            "已有的一般债务利息。",
            f"Before 1 August 2014 a year has {chosen.old_year_days.days} days and the loan is "
            f"{'as long as the delay' if by_length else 'of six months to one year'}, which the "
            "texts leave open; ordinary interest owed when the period ended belongs to the base.",
            cite("INTEREST-REPLY", 1, version="2009"),
        )
    if debt.lowest == debt.highest:
        return
    first = "不计" if asked.conventions.first is FirstDay.AFTER_EXPIRY else "计入"
    last = "计入" if asked.conventions.last is LastDay.PAYMENT_DAY else "不计"
    low, high = debt.lowest, debt.highest
    why.step(
        f"起算日{first}、截止日{last}等口径文本未定；合法口径下加倍利息{low.extra_interest.yuan}元至"
        f"{high.extra_interest.yuan}元，一般利息{low.ordinary_interest.yuan}元至"
        f"{high.ordinary_interest.yuan}元，合计{low.total.yuan}元至{high.total.yuan}元。",
        f"First and last day and other conventions are open in the texts; lawful sets give extra "
        f"interest {low.extra_interest.yuan} to {high.extra_interest.yuan}, ordinary interest "
        f"{low.ordinary_interest.yuan} to {high.ordinary_interest.yuan}, total {low.total.yuan} "
        f"to {high.total.yuan}.",
        cite("INTEREST", 3, version="2014"),
    )


def _agreement(why: Reasons, agreement: Agreement, debt: Debt) -> None:
    basis = find_citation("CPL", 241, on=why.on)
    if debt.agreed_outstanding is None:
        why.step(
            "和解协议已恢复执行原文书（或尚未达成），以原债务为准，已付部分扣除。",
            "The original instrument is enforced again, payments deducted.",
            basis,
        )
        return
    why.step(
        f"和解协议约定{agreement.total.yuan}元，尚余{debt.agreed_outstanding.yuan}元。",
        f"The settlement of {agreement.total.yuan} leaves {debt.agreed_outstanding.yuan} yuan.",
        basis,
        value=debt.agreed_outstanding,
    )
