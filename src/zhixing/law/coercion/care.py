"""What is owed to a detained person (拘留后的告知), and whose permission is needed first.

The family is told within 24 hours, or why not is recorded. A deputy of a people’s congress
is detained only with the permission of that congress or its standing committee; that rule
was not read in its own text. Repentance may end the detention early, by the president.

拘留后应当办理的告知和事先许可。应在拘留后二十四小时内通知被拘留人的家属；无法按时通知或者通知不
到的，记录在案。拘留人民代表大会代表，须先经该级人民代表大会主席团或者其常务委员会许可；
此项规定未读原文，由院长把关。被拘留人认错悔改的，经院长批准，可以提前解除拘留。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.coercion.route import approval_basis
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL-INT", "180"), ("CPL-INT", "182"), ("CPL", "118.3"))


@dataclass(frozen=True, slots=True)
class DetentionCare:
    """Hold by when the family is told, and whether the detention may end early."""

    tell_family_by: datetime
    may_end_early: bool


@answers("DETENTION_CARE")
def detention_care(
    *,
    on: date,
    detained_at: datetime,
    is_deputy: bool = False,
    congress_permits: bool = False,
    repents: bool = False,
    president_agrees: bool = False,
) -> Finding[DetentionCare]:
    """Find by when the family must be told, and what else a detention needs."""
    why = Reasons(on)
    if is_deputy:
        why.mark("memory:deputies-of-people's-congresses")
        if not congress_permits:
            raise CoercionRefused(
                "CONGRESS_PERMISSION",
                message_zh="人大代表须经该级人民代表大会主席团或者其常务委员会许可，方可拘留。",
                message_en="A deputy is detained only with the permission of the congress.",
                basis=approval_basis(on),
                remedy_zh="请先报请许可；该规定原文未核，由院长把关。",
                remedy_en="Ask for permission first; that rule was not read.",
                field="congress_permits",
            )
        why.step("已取得人大许可。", "The congress gave its permission.")
    hours = why.parameter("detention.tell_family").whole
    tell_by = detained_at + timedelta(hours=hours)
    why.step(
        f"应于{tell_by:%Y-%m-%d %H:%M}前通知家属；无法按时通知的，记录在案。",
        f"The family is told by {tell_by:%Y-%m-%d %H:%M}; if that is impossible, it is recorded.",
        cite("CPL-INT", 180, on=on),
        value=tell_by,
    )
    early = repents and president_agrees
    if repents:
        why.step(
            "认错悔改的，经院长批准，作出决定书，可以提前解除。",
            "Who repents may be released early by a decision the president approves.",
            cite("CPL-INT", 182, on=on),
            value=early,
        )
    return why.finding(
        DetentionCare(tell_by, early),
        f"应于{tell_by:%Y-%m-%d %H:%M}前通知家属。" + ("可以提前解除拘留。" if early else ""),
        f"Tell the family by {tell_by:%Y-%m-%d %H:%M}." + (" It may end early." if early else ""),
    )


def _given(**more: object) -> dict[str, object]:
    at = datetime(2017, 3, 14, 16, 30, tzinfo=SHANGHAI)
    return {"on": at.date(), "detained_at": at, **more}


RULE = Rule(
    "DETENTION_CARE",
    BASIS,
    Days(date(2015, 2, 4)),
    detention_care,
    (
        Example(_given(), {"tell_family_by": datetime(2017, 3, 15, 16, 30, tzinfo=SHANGHAI)}),
        Example(_given(repents=True, president_agrees=True), {"may_end_early": True}),
        Example(_given(repents=True), {"may_end_early": False}),
        Example(_given(is_deputy=True), refusal="CONGRESS_PERMISSION"),
        Example(_given(is_deputy=True, congress_permits=True), {"may_end_early": False}),
    ),
    "拘留后的告知与许可",
    "What a detention owes and needs",
    ("detention.tell_family",),
)
