"""By which method the reference price is found (确定参考价的方法), in their order.

Agreement of the parties; a directed inquiry where the state sets a price or tax base; an
online inquiry where nobody needs to look at the thing; an appraisal. Both parties may ask
for a later one at once where its conditions hold; what the law wants appraised is.

确定参考价的方法依次为：当事人议价；有政府定价、政府指导价或者计税基准价的，定向询价；
不需要专业人员现场勘验的，网络询价；最后是委托评估。前一方法不成或者条件不具备的，采取后一方法。
双方一致要求直接采取后面某一方法、该方法的条件又已具备的，可以采取。法律、
行政法规规定必须评估的，只能委托评估。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("REFERENCE-PRICE", "2"),
    ("REFERENCE-PRICE", "4"),
    ("REFERENCE-PRICE", "5"),
    ("REFERENCE-PRICE", "7"),
    ("REFERENCE-PRICE", "14"),
)


class Method(StrEnum):
    """Name the four methods in their order."""

    AGREEMENT = "agreement"
    DIRECTED_INQUIRY = "directed_inquiry"
    ONLINE_INQUIRY = "online_inquiry"
    APPRAISAL = "appraisal"


ARTICLES = {
    Method.AGREEMENT: ("4", "当事人议价", "agreement of the parties"),
    Method.DIRECTED_INQUIRY: ("5", "定向询价", "directed inquiry"),
    Method.ONLINE_INQUIRY: ("7", "网络询价", "online inquiry"),
    Method.APPRAISAL: ("14", "委托评估", "appraisal"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold what decides the method: the parties, the thing, and what both ask for."""

    party_refuses_or_missing: bool = False
    has_state_price: bool = False
    needs_expert_on_site: bool = False
    fits_online: bool = True
    must_be_appraised: bool = False
    both_ask: Method | None = None


@dataclass(frozen=True, slots=True)
class NextMethod:
    """Hold the method to use now."""

    method: Method


class NoMethodLeft(Refusal):
    """Say that every method was tried."""


@answers("PRICE_METHOD")
def price_method(*, on: date, thing: Thing, failed: tuple[Method, ...] = ()) -> Finding[NextMethod]:
    """Find the method to use, after those that failed."""
    why = Reasons(on)
    fits = {
        Method.AGREEMENT: not thing.party_refuses_or_missing,
        Method.DIRECTED_INQUIRY: thing.has_state_price,
        Method.ONLINE_INQUIRY: thing.fits_online and not thing.needs_expert_on_site,
        Method.APPRAISAL: True,
    }
    if thing.must_be_appraised:
        fits = {m: m is Method.APPRAISAL for m in Method}
    asked = thing.both_ask
    if asked is not None and fits[asked] and asked not in failed and not thing.must_be_appraised:
        article, zh, en = ARTICLES[asked]
        why.step(
            f"双方一致要求{zh}，条件具备。",
            f"Both parties ask for it: {en}.",
            cite("REFERENCE-PRICE", article, on=on),
        )
        return why.finding(NextMethod(asked), f"采取{zh}。", f"Use {en}.")
    for method in Method:
        article, zh, en = ARTICLES[method]
        basis = cite("REFERENCE-PRICE", article, on=on)
        if method in failed or not fits[method]:
            how_zh = "不成" if method in failed else "条件不具备"
            how_en = "failed" if method in failed else "its conditions do not hold"
            why.step(f"{zh}{how_zh}。", f"{en[0].upper()}{en[1:]}: {how_en}.", basis)
            continue
        why.step(f"采取{zh}。", f"Use {en}.", basis)
        return why.finding(NextMethod(method), f"采取{zh}。", f"Use {en}.")
    raise NoMethodLeft(
        "NO_METHOD_LEFT",
        message_zh="各种方法均已采取而未成。",
        message_en="Every method was tried and failed.",
        basis=cite("REFERENCE-PRICE", "19", on=on),
        remedy_zh="请委托下一顺序的评估机构。",
        remedy_en="Commission the next appraiser in order.",
        field="failed",
    )


def _given(thing: Thing, *failed: Method) -> dict[str, object]:
    return {"on": date(2020, 3, 2), "thing": thing, "failed": failed}


_A, _D, _O, _P = Method

RULE = Rule(
    "PRICE_METHOD",
    BASIS,
    Days(date(2018, 9, 1)),
    price_method,
    (
        Example(_given(Thing()), NextMethod(_A)),
        Example(_given(Thing(party_refuses_or_missing=True)), NextMethod(_O)),
        Example(_given(Thing(has_state_price=True), _A), NextMethod(_D)),
        Example(_given(Thing(has_state_price=True), _A, _D), NextMethod(_O)),
        Example(_given(Thing(needs_expert_on_site=True), _A), NextMethod(_P)),
        Example(_given(Thing(both_ask=_P)), NextMethod(_P)),
        Example(_given(Thing(both_ask=_D)), NextMethod(_A), note="没有政府价 no state price"),
        Example(_given(Thing(must_be_appraised=True, both_ask=_O)), NextMethod(_P)),
        Example(_given(Thing(), _A, _O, _P), refusal="NO_METHOD_LEFT"),
    ),
    "确定参考价的方法",
    "Method for the reference price",
    covers=("R-VAL-ORDER",),
)
