"""Whether the present procedure may be ended (终结本次执行程序): every condition is tested.

Since 4 February 2015: property investigated and nothing found, the applicant’s signature or
a panel, and the president. Since 1 December 2016 also the five conditions of the Provisions
with their parts, and the talk with the applicant. Not one may be missing. A court may add
conditions of its own; where evidence is asked for, a condition met without any is missing
its evidence. No text before 2015 was read; old closings are not judged again.

可否终结本次执行程序，逐项审查，缺一不可。自2015年2月4日起：经财产调查未发现可供执行的财产；
申请执行人签字确认，或者合议庭审查核实；并经院长批准。自2016年12月1日起，另须具备五项条件：
已发执行通知并责令报告财产且核实报告；已限制消费，并将符合条件的被执行人列入失信名单；
已穷尽财产调查措施，没有可供执行的财产或者财产不能处置；自立案之日起已超过三个月，
满三个月的当日不算；下落不明的已依法查找，妨害执行的已处罚或者移送；此外还须约谈申请执行人，
听取意见并记录。各院可以增设自己的条件；要求注明证据的，条件虽已具备而没有证据，仍视为缺少证据。
2015年以前的文本未收入，旧案不重新审查。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.closing.conditions import NATIONAL, PARTS, LocalCondition, sample_local
from zhixing.law.instruments import cite, find_citation
from zhixing.law.need import Missing, Need, article, test
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL-INT", "517"),
    ("TERMINATION", "1"),
    ("TERMINATION", "2"),
    ("TERMINATION", "3"),
    ("TERMINATION", "4"),
    ("TERMINATION", "5"),
)
SINCE = date(2015, 2, 4)
FIVE = date(2016, 12, 1)


@dataclass(frozen=True, slots=True)
class TerminationFacts:
    """Hold what the file shows. What does not arise (nobody missing) counts as done."""

    filed_on: date
    investigated: bool = False
    notice_sent: bool = False
    report_ordered: bool = False
    report_verified: bool = False
    restricted: bool = False
    eligible_listed: bool = False
    clues_checked: bool = False
    network_queried: bool = False
    site_inquired: bool = False
    hidden_searched: bool = False
    audit_or_reward_done: bool = False
    nothing_disposable: bool = False
    missing_searched: bool = False
    obstruction_punished: bool = False
    crime_referred: bool = False
    applicant_told: bool = False
    applicant_signed: bool = False
    panel_reviewed: bool = False
    president_approved: bool = False


@dataclass(frozen=True, slots=True)
class ClosingTest:
    """Say whether a case may be closed so, and everything that is missing."""

    permitted: bool
    missing: tuple[Missing, ...]


class ClosingRefused(Refusal):
    """Say why a closing cannot be judged."""


INVESTIGATED = Need(
    "INVESTIGATED",
    "经财产调查未发现可供执行的财产",
    "the investigation found no property to enforce against",
    "先完成财产调查",
    "Complete the investigation",
    ("CPL-INT", "517"),
)
TOLD = Need(
    "APPLICANT_TOLD",
    "已告知申请执行人案件情况和后果，听取意见并记录",
    "the applicant was told of the case and what follows, heard, and it was recorded",
    "约谈申请执行人并记录在卷",
    "Talk with the applicant and record it",
    ("TERMINATION", "5"),
    "applicant_told",
)
CONFIRMED = Need(
    "CONFIRMED",
    "申请执行人签字确认，或者合议庭审查核实",
    "the applicant signed, or a panel verified",
    "请申请执行人确认，或者交合议庭审查",
    "Have it signed, or put it before a panel",
    ("CPL-INT", "517"),
    "applicant_signed",
)
PRESIDENT = Need(
    "PRESIDENT_APPROVED",
    "已经院长批准",
    "the president approved",
    "报院长批准",
    "Ask the president",
    ("CPL-INT", "517"),
    "president_approved",
)
WAITED = Need(
    "THREE_MONTHS",
    NATIONAL["THREE_MONTHS"][0],
    NATIONAL["THREE_MONTHS"][1],
    "待满三个月后的次日起",
    "Wait until the day after three months",
    ("TERMINATION", "1"),
    "filed_on",
)


@answers("TERMINATION_TEST")
def termination_test(
    *,
    on: date,
    facts: TerminationFacts,
    local: tuple[LocalCondition, ...] = (),
    evidence: Mapping[str, str] | None = None,
) -> Finding[ClosingTest]:
    """Test every condition of ending the present procedure on a day.

    ``evidence`` names the paper for each condition by code; None asks for none.
    """
    why = Reasons(on)
    if on < SINCE:
        raise ClosingRefused(
            "NO_TEXT",
            message_zh=f"{SINCE}以前终本的规定未收入，不能判断。",
            message_en=f"The texts on this before {SINCE} are not held; it cannot be judged.",
            remedy_zh="旧案不重新审查；请核对当时有效的规定。",
            remedy_en="Old closings are not judged again; look up the text of that day.",
            field="on",
        )
    if on >= FIVE:
        missing = list(_national(why, facts))
    else:
        missing = list(test(why, ((facts.investigated, INVESTIGATED),)))
    missing += _approval(why, facts)
    missing += _own(why, local)
    if evidence is None:
        why.mark("warning:evidence-not-asked-for")
    else:
        missing += _evidence(why, {m.code for m in missing}, local, evidence)
    if on >= date(2024, 12, 30):
        why.mark("secondary:TERMINATION-GUIDANCE-2024")
        why.step(
            "2024年12月30日公布的指导意见收紧终本，列举不得终本的案件；原文未核，由法院作为自定条件掌握。",
            "Guidance of 30 December 2024 tightens this and names cases that must not end so; it "
            "was not read, and a court holds it as conditions of its own.",
            find_citation("TERMINATION-GUIDANCE", 1, on=on),
        )
    found = ClosingTest(not missing, tuple(missing))
    total = (5 if on >= FIVE else 1) + len(local)
    return why.finding(
        found,
        f"{total}项条件全部具备，可以终结本次执行程序。"
        if found.permitted
        else f"不能终结本次执行程序，缺少：{'；'.join(m.zh for m in missing)}。",
        f"All {total} conditions are met; the present procedure may be ended."
        if found.permitted
        else f"The present procedure may not be ended; missing: "
        f"{'; '.join(m.en for m in missing)}.",
    )


def _national(why: Reasons, facts: TerminationFacts) -> Iterator[Missing]:
    for code, (zh, en) in NATIONAL.items():
        if code == "THREE_MONTHS":
            yield from _three_months(why, facts.filed_on)
            continue
        why.step(f"条件：{zh}。", f"Condition: {en}.", cite("TERMINATION", 1, on=why.on))
        yield from test(why, ((getattr(facts, n.code.lower()), n) for n in PARTS[code]))


def _three_months(why: Reasons, filed_on: date) -> tuple[Missing, ...]:
    months = why.parameter("termination.wait").whole
    last = add_months(filed_on, months)
    why.step(
        f"立案日{filed_on}，{months}个月满于{last}，其次日起始为“超过”。",
        f"Filed on {filed_on}: {months} months end on {last}; “more than” begins the day after.",
        article(WAITED, why.on),
        value=last,
    )
    return test(why, ((why.on > last, WAITED),))


def _approval(why: Reasons, facts: TerminationFacts) -> tuple[Missing, ...]:
    needs = [
        (facts.applicant_signed or facts.panel_reviewed, CONFIRMED),
        (facts.president_approved, PRESIDENT),
    ]
    if why.on >= FIVE:
        needs.insert(0, (facts.applicant_told, TOLD))
    return test(why, needs)


def _own(why: Reasons, local: tuple[LocalCondition, ...]) -> tuple[Missing, ...]:
    if not local:
        return ()
    why.mark("policy:local-conditions-of-termination")
    return test(
        why,
        (
            (c.is_met, Need(c.code, c.zh, c.en, f"补足：{c.zh}", f"Make it so that {c.en}"))
            for c in local
        ),
    )


def _evidence(
    why: Reasons,
    failed: set[str],
    local: tuple[LocalCondition, ...],
    evidence: Mapping[str, str],
) -> Iterator[Missing]:
    named = dict(evidence) | {c.code: c.evidence for c in local if c.evidence}
    asked = dict(NATIONAL) if why.on >= FIVE else {}
    asked |= {c.code: (c.zh, c.en) for c in local}
    for code, (zh, en) in asked.items():
        parts = {n.code for n in PARTS.get(code, ())}
        if code in failed or parts & failed:
            continue
        if named.get(code, "").strip():
            why.step(f"证据：{named[code]}。", f"Evidence: {named[code]}.", value=code)
            continue
        yield Missing(
            f"{code}_EVIDENCE",
            f"“{zh}”没有证据",
            f"there is no evidence that {en}",
            "注明在卷证据",
            "Name the paper in the file",
        )


_ALL = TerminationFacts(
    date(2017, 1, 10),
    **{
        name: True
        for name in TerminationFacts.__dataclass_fields__
        if name not in ("filed_on", "applicant_signed")
    },
)
_PAPERS = {code: f"卷{n}" for n, code in enumerate(NATIONAL, 1)}


def _given(on: str, facts: TerminationFacts, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "facts": facts, **more}


_UNLISTED = replace(_ALL, eligible_listed=False)

RULE = Rule(
    "TERMINATION_TEST",
    BASIS,
    Days(SINCE),
    termination_test,
    (
        Example(_given("2017-04-11", _ALL), {"permitted": True, "missing": []}),
        Example(
            _given("2017-04-10", _ALL),
            {"permitted": False, "missing": [{"code": "THREE_MONTHS"}]},
            note="三个月当日尚未超过 the day itself is not more",
        ),
        Example(
            _given("2017-05-02", _UNLISTED),
            {"permitted": False, "missing": [{"code": "ELIGIBLE_LISTED"}]},
        ),
        Example(
            _given(
                "2016-11-30",
                TerminationFacts(
                    date(2016, 11, 1),
                    investigated=True,
                    panel_reviewed=True,
                    president_approved=True,
                ),
            ),
            {"permitted": True},
            note="2016年规定施行前 before the provisions of 2016",
        ),
        Example(_given("2017-05-02", _ALL, evidence=_PAPERS), {"permitted": True, "missing": []}),
        Example(
            _given("2017-05-02", _ALL, evidence={}),
            {"permitted": False, "missing": [{}, {}, {}, {}, {}]},
        ),
        Example(
            _given("2017-05-02", _ALL, local=sample_local(frozenset({"CLUES_CHECKED"}))),
            {"permitted": False, "missing": [{}, {}, {}, {}]},
        ),
        Example(_given("2015-02-03", _ALL), refusal="NO_TEXT"),
    ),
    "终结本次执行程序的条件",
    "Ending the present procedure: conditions",
    ("termination.wait",),
    covers=(
        "R-ZB-COND",
        "R-ZB-REPORT",
        "R-ZB-EXHAUST",
        "R-ZB-NOSELL",
        "R-ZB-TELL",
        "R-ZB-APPROVE",
        "R-ZB-2024",
        "R-ZB-LOCALPLUS",
        "R-ZB-QUALIFIED",
    ),
)
