"""Whether a debtor may be listed as dishonest, on which ground, for how long.

Text of 2013: ability to perform and one of six circumstances, no term. Text of 2017: one
of six grounds; two years on grounds 2 to 6, one to three years more for violence or
several acts; ground 1 has no term, and cannot be used where security or seized property
suffices, the debtor comes later in order, or is otherwise no one who can pay and will not.
Minors are never listed. A term of years runs from the day after the decision and ends on
the day of the same number; counting the day of the decision is the other convention.

判断能否将被执行人纳入失信名单、依哪一项、期限多长。2013年文本要求有履行能力并具有六种情形之一，
没有期限。2017年文本规定六项情形：第二至第六项的期限为二年，以暴力、
威胁方法抗拒执行情节严重或者有多项失信行为的，可以延长一至三年；
第一项（有能力而拒不履行）没有期限，但已有充分有效的担保、已控制的财产足以清偿、
被执行人履行顺序在后或者因其他原因不属于有能力而拒不履行的，不得适用。未成年人一律不得纳入。
以年计的期限自决定次日起算，至对应日届满，不因休假日顺延；将决定当日计入是另一种可选的算法。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("LISTING", "1"), ("LISTING", "2"), ("LISTING", "3"), ("LISTING", "4"), ("LISTING", "5"))
CHANGE = date(2017, 5, 1)


class Ground(IntEnum):
    """Name the grounds by their number in the text of 2017."""

    ABLE_BUT_REFUSES = 1
    OBSTRUCTS = 2
    EVADES = 3
    REPORT_BREACH = 4
    RESTRICTION_BREACH = 5
    SETTLEMENT_BREACH = 6


GROUND_ZH = {
    Ground.ABLE_BUT_REFUSES: "有履行能力而拒不履行",
    Ground.OBSTRUCTS: "以伪造证据、暴力、威胁等方法妨碍、抗拒执行",
    Ground.EVADES: "以虚假诉讼、仲裁或者隐匿、转移财产等方法规避执行",
    Ground.REPORT_BREACH: "违反财产报告制度",
    Ground.RESTRICTION_BREACH: "违反限制消费令",
    Ground.SETTLEMENT_BREACH: "无正当理由拒不履行执行和解协议",
}
GROUND_EN = {
    Ground.ABLE_BUT_REFUSES: "able to perform but refusing",
    Ground.OBSTRUCTS: "obstructing by forged evidence, violence or threat",
    Ground.EVADES: "evading by sham suits or by hiding or moving property",
    Ground.REPORT_BREACH: "breaching the duty to report property",
    Ground.RESTRICTION_BREACH: "breaching a consumption restriction",
    Ground.SETTLEMENT_BREACH: "refusing to perform a settlement without good cause",
}
OLD_ITEM = {
    Ground.OBSTRUCTS: 1,
    Ground.EVADES: 2,
    Ground.REPORT_BREACH: 3,
    Ground.RESTRICTION_BREACH: 4,
    Ground.SETTLEMENT_BREACH: 5,
    Ground.ABLE_BUT_REFUSES: 6,
}


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold the ground, its item in the text of the day, and the last day, None without."""

    ground: Ground
    item: int
    end_on: date | None
    president_signs: bool


class ListingRefused(Refusal):
    """Say why the debtor cannot be listed, deleted or listed again."""


@answers("LISTING")
def listing(
    *,
    on: date,
    ground: Ground,
    is_able: bool = False,
    is_minor: bool = False,
    has_full_security: bool = False,
    seized_suffices: bool = False,
    comes_later: bool = False,
    is_violent_or_several: bool = False,
    extension_years: int = 0,
    is_otherwise_not_refusing: bool = False,
    is_student_in_hardship: bool = False,
    counts_decision_day: bool = False,
) -> Finding[Listing]:
    """Check a listing decided on a day and find its term.

    ``is_able`` says whether the debtor is found able to perform; ``counts_decision_day``
    whether the day of the decision is the first of the term.
    """
    why = Reasons(on)
    new = on >= CHANGE
    item = ground.value if new else OLD_ITEM[ground]
    if is_minor:
        raise _minor(on)
    if new and ground is Ground.ABLE_BUT_REFUSES:
        _exclude(on, has_full_security, seized_suffices, comes_later, is_otherwise_not_refusing)
    if not is_able and (not new or ground is Ground.ABLE_BUT_REFUSES):
        raise _not_able(on)
    why.step(
        f"符合第一条第（{item}）项：{GROUND_ZH[ground]}。",
        f"Article 1, item {item}: {GROUND_EN[ground]}.",
        cite("LISTING", 1, on=on),
        value=item,
    )
    if is_student_in_hardship:
        _warn_of_student(why)
    end_on = None
    if new and ground is not Ground.ABLE_BUT_REFUSES:
        last = 1 if counts_decision_day else 0
        end_on = _term(why, is_violent_or_several, extension_years, last)
    else:
        _explain_no_term(why, extension_years)
    why.step(
        "应制作决定书，由院长签发并送达。" if new else "应制作决定书并送达。",
        "A decision signed by the president is made and served."
        if new
        else "A decision is made and served.",
        cite("LISTING", 5, on=on),
    )
    return why.finding(
        Listing(ground, item, end_on, new),
        f"可以纳入失信被执行人名单，{f'期限至{end_on}' if end_on else '无固定期限'}。",
        f"May be listed, {f'until {end_on}' if end_on else 'without a fixed term'}.",
    )


def _not_able(on: date) -> ListingRefused:
    return _refuse(
        "NOT_ABLE",
        "须先认定被执行人有履行能力。",
        "The debtor must first be found able to perform.",
        "LISTING",
        1,
        on,
    )


def _minor(on: date) -> ListingRefused:
    return ListingRefused(
        "MINOR",
        message_zh="未成年人不得纳入失信名单。",
        message_en="A minor is never listed.",
        basis=find_citation("LISTING", 4, on=on),
        remedy_zh="可以执行其财产，或者依法对其法定代理人采取法律允许的措施。",
        remedy_en="Enforce against property, or take what the law allows against the guardian.",
        field="is_minor",
    )


def _exclude(on: date, security: bool, seized: bool, later: bool, otherwise: bool) -> None:
    for holds, code, zh, en in (
        (security, "SECURED", "已提供充分有效担保。", "Sufficient security was given."),
        (seized, "SEIZED_ENOUGH", "已控制财产足以清偿。", "What is seized suffices."),
        (later, "LATER_IN_ORDER", "被执行人履行顺序在后。", "The debtor comes later in order."),
        (
            otherwise,
            "NOT_REFUSING",
            "不属于有履行能力而拒不履行的情形。",
            "This is no refusal by a debtor able to perform.",
        ),
    ):
        if holds:
            raise _refuse(code, zh, en, "LISTING", 3, on)


def _warn_of_student(why: Reasons) -> None:
    why.mark("doubt:student-in-hardship")
    why.step(
        "被执行人为经济困难的全日制在校生的，一般不宜纳入；该意见原文未核，由人决定。",
        "A full-time student in hardship is as a rule not listed; that opinion was not read, a "
        "person decides.",
        find_citation("CONSIDERATE", 16, on=why.on),
    )


def _refuse(code: str, zh: str, en: str, instrument: str, article: int, on: date) -> ListingRefused:
    return ListingRefused(
        code,
        message_zh=zh,
        message_en=en,
        basis=cite(instrument, article, on=on),
        remedy_zh="情况变化或者具有其他法定情形的，另行审查。",
        remedy_en="Examine anew when the facts change or another ground exists.",
    )


def _explain_no_term(why: Reasons, more: int) -> None:
    if more:
        raise _refuse(
            "NO_TERM",
            "本次纳入没有固定期限，不能延长。",
            "This listing has no fixed term to extend.",
            "LISTING",
            2 if why.on >= CHANGE else 1,
            why.on,
        )
    if why.on >= CHANGE:
        why.step(
            "第一项情形没有固定期限。", "Ground 1 has no fixed term.", cite("LISTING", 2, on=why.on)
        )
    else:
        why.step("2013年文本没有规定纳入期限。", "The text of 2013 knows no term of listing.")


def _term(why: Reasons, serious: bool, more: int, last: int) -> date:
    years = why.parameter("listing.term").whole
    if more:
        least = why.parameter("listing.extension_least").whole
        most = why.parameter("listing.extension_most").whole
        if not serious or not least <= more <= most:
            raise _refuse(
                "EXTENSION",
                f"延长{more}年不合规定：须情节严重或多项失信行为，延长{least}至{most}年。",
                f"{more} years more are not allowed: only for serious violence or several acts, "
                f"{least} to {most} years.",
                "LISTING",
                2,
                why.on,
            )
    end_on = add_months(why.on, 12 * (years + more)) - timedelta(days=last)
    why.choose("term_count", "DECISION_DAY_COUNTED" if last else "DECISION_DAY_NOT_COUNTED")
    why.step(
        f"期限{years + more}年，自{why.on}决定生效起算，至{end_on}止，不因节假日顺延。",
        f"{years + more} years from the decision of {why.on} until {end_on}; no rolling.",
        cite("LISTING", 2, on=why.on),
        value=end_on,
    )
    return end_on


def _given(on: str, ground: Ground, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "ground": ground, **more}


RULE = Rule(
    "LISTING",
    BASIS,
    Days(date(2013, 10, 1)),
    listing,
    (
        Example(_given("2015-12-01", Ground.EVADES, is_able=True), {"item": 2, "end_on": None}),
        Example(_given("2015-12-01", Ground.EVADES), refusal="NOT_ABLE", note="2013年文本"),
        Example(
            _given("2017-04-30", Ground.ABLE_BUT_REFUSES, is_able=True),
            {"item": 6, "president_signs": False},
        ),
        Example(
            _given("2017-05-01", Ground.ABLE_BUT_REFUSES, is_able=True),
            {"item": 1, "end_on": None, "president_signs": True},
        ),
        Example(_given("2017-05-01", Ground.EVADES), {"item": 3, "end_on": date(2019, 5, 1)}),
        Example(
            _given("2017-05-01", Ground.OBSTRUCTS, is_violent_or_several=True, extension_years=3),
            {"end_on": date(2022, 5, 1)},
        ),
        Example(
            _given("2017-05-01", Ground.OBSTRUCTS, is_violent_or_several=True, extension_years=1),
            {"end_on": date(2020, 5, 1)},
        ),
        Example(
            _given("2017-05-01", Ground.OBSTRUCTS, is_violent_or_several=True, extension_years=4),
            refusal="EXTENSION",
        ),
        Example(_given("2017-05-01", Ground.EVADES, is_minor=True), refusal="MINOR"),
        Example(
            _given("2017-05-01", Ground.ABLE_BUT_REFUSES, is_able=True, seized_suffices=True),
            refusal="SEIZED_ENOUGH",
        ),
        Example(_given("2017-05-01", Ground.EVADES, seized_suffices=True), {"item": 3}),
        Example(
            _given("2017-05-01", Ground.EVADES, counts_decision_day=True),
            {"end_on": date(2019, 4, 30)},
            note="决定当日计入 the day of the decision counted",
        ),
        Example(
            _given("2020-02-29", Ground.EVADES),
            {"end_on": date(2022, 2, 28)},
            note="闰日 a leap day",
        ),
        Example(_given("2017-05-01", Ground.OBSTRUCTS, extension_years=1), refusal="EXTENSION"),
        Example(
            _given("2017-05-01", Ground.ABLE_BUT_REFUSES, is_able=True, extension_years=1),
            refusal="NO_TERM",
        ),
        Example(
            _given(
                "2017-05-01",
                Ground.ABLE_BUT_REFUSES,
                is_able=True,
                is_otherwise_not_refusing=True,
            ),
            refusal="NOT_REFUSING",
        ),
        Example(_given("2016-06-01", Ground.EVADES, is_able=True, is_minor=True), refusal="MINOR"),
        Example(
            _given("2021-06-01", Ground.REPORT_BREACH, is_student_in_hardship=True),
            {"item": 4},
            note="由人决定 a person decides",
        ),
        Example(_given("2013-09-30", Ground.EVADES, is_able=True), refusal="NOT_IN_FORCE"),
    ),
    "纳入失信被执行人名单",
    "Listing as a dishonest debtor",
    ("listing.term", "listing.extension_least", "listing.extension_most"),
    covers=("R-SX-GROUNDS", "R-SX-TERM", "R-SX-EXCLUDE", "R-DP-SHIXIN-NARROW"),
)
