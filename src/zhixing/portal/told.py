"""What parties are told in plain words: where the case stands, how it ended, what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.cases.acts import Filing, Role
from zhixing.cases.docket.chapters import Closure, Progress
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import law_facts
from zhixing.kernel.finding import Citation
from zhixing.law.instruments import find_citation
from zhixing.law.parameters import ParameterMissing, parameter
from zhixing.platform.screenkit.words import NOTHING, Text, Words

ROLES: Final[Mapping[Role, Words]] = {
    Role.APPLICANT: Words("申请执行人", "the applicant (creditor)"),
    Role.DEBTOR: Words("被执行人", "the debtor"),
    Role.GUARANTOR: Words("担保人", "a guarantor"),
}
STAGES: Final[Mapping[str, Words]] = {
    "FILING": Words("已经立案，准备向被执行人发出通知", "Filed; the debtor is about to be told"),
    "NOTICE": Words("已经通知被执行人履行", "The debtor was told to perform"),
    "QUERY": Words("法院正在查找被执行人的财产", "The court is looking for the debtor's property"),
    "CONTROL": Words("查得的财产正在控制", "Property that was found is being held"),
    "TRANSFER": Words("控制的款项正在划转到法院", "Money held is being moved to the court"),
    "RESUMED": Words("已经恢复执行", "Enforcement was resumed"),
    "DISPOSAL": Words("财产正在变价", "Property is being turned into money"),
    "DISTRIBUTION": Words("案款正在分配", "The money is being shared out"),
    "PAYMENT": Words("案款正在发放", "The money is being paid out"),
    "SETTLEMENT": Words("双方达成和解，正在履行", "The parties settled; it is being performed"),
    "PARTY_CHANGE": Words("正在审查是否变更、追加当事人", "Who stands in the case is looked into"),
    "OBJECTION": Words("正在审查异议或者复议", "An objection or a review is being looked into"),
}
RUNNING: Final = Words("正在办理", "Under way")
STAYED: Final = Words("依法中止执行，事由消除后恢复", "Suspended by law until the reason is gone")
CLOSINGS: Final[Mapping[str, Words]] = {
    "PERFORMED": Words("执行完毕：债务已经全部履行", "Fully performed: the whole debt is paid"),
    "PRESENT_PROCEDURE": Words(
        "终结本次执行程序：暂时没有可供执行的财产。债务没有消灭；发现财产的，可以申请恢复执行",
        "The present procedure was ended: no property can be enforced on for now. The debt "
        "remains; once property is found, enforcement can be resumed on request",
    ),
    "TERMINATED": Words("终结执行", "Enforcement was terminated"),
    "CANCELLED": Words("销案：案件已由其他法院办理或者合并办理", "Closed: dealt with elsewhere"),
    "SETTLED": Words("和解结案", "Closed by settlement"),
}
OTHERWISE_CLOSED: Final = Words("已经结案", "The case is closed")
PARTY_NODES: Final = frozenset(
    {
        *("APPOINT_HANDLER", "ENFORCEMENT_NOTICE", "NATIONAL_QUERY", "LOCAL_QUERY"),
        *("PROPERTY_REPORT_ORDER", "CLOSE_CASE", "RECEIPT", "CLUE", "URGENT_CLUE", "INSTALMENT"),
        *("REVIVAL", "ROUND_ENDED", "LISTING_REQUEST", "LISTING_DELETION"),
    }
)
"""The steps that concern a party; what courts and institutions owe each other is not told."""


def stage_words(facts: Facts, on: date) -> Text:
    """Say in a sentence where a case stands, for somebody who knows no procedure."""
    closure = facts.of(Closure)
    if closure.closed_on is not None:
        return CLOSINGS.get(closure.mode, OTHERWISE_CLOSED)
    if facts.of(Filing).filed_on is None:
        return Words("已收到申请，法院尚未决定立案", "Applied for; the court has yet to file it")
    if law_facts(facts, on, with_debt=False).is_stayed:
        return STAYED
    return STAGES.get(facts.of(Progress).stage, RUNNING)


@dataclass(frozen=True, slots=True)
class Right:
    """Hold one thing a party may or must do, in plain words, with the article of the day."""

    name: Words
    text: Words
    basis: Text = NOTHING


def _right(name: Words, text: Words, code: str, article: int, on: date) -> Right | None:
    found = find_citation(code, article, on=on)
    return None if found is None else Right(name, text, _cited(found))


def _cited(found: Citation) -> Words:
    return Words(found.zh, found.en)


def _kept(rights: list[Right | None]) -> list[Right]:
    return [r for r in rights if r is not None]


def _objection(on: date) -> Right | None:
    return _right(
        Words("对执行行为提出异议", "Object to what the court does"),
        Words(
            "认为法院的执行行为违反法律规定的，可以向本院提出书面异议；对裁定不服的，可以向上一级法院申请复议。",
            "If you think an act of enforcement breaks the law, object to this court in writing; "
            "against its ruling you may ask the court above for review.",
        ),
        "CPL",
        236,
        on,
    )


def rights_of_creditor(on: date) -> list[Right]:
    """Give what an applicant may do, by the texts of a day.

    Law: CPL arts. 236, 237; 财产调查规定 art. 2.
    """
    return _kept(
        [
            _clue(on),
            _objection(on),
            _right(
                Words("久拖不执行时向上一级法院申请执行", "Turn to the court above"),
                Words(
                    "本院超过法定期限没有执行的，可以向上一级法院申请执行。",
                    "If this court has not enforced within the time the law sets, you may apply to "
                    "the court above.",
                ),
                "CPL",
                237,
                on,
            ),
        ]
    )


def _clue(on: date) -> Right | None:
    try:
        days = Words("法院应当在{n}日内核实", "the court verifies it within {n} days").filled(
            n=parameter("clue.verify", on).value
        )
    except ParameterMissing:
        days = Words("法院应当核实", "the court verifies it")
    text = Words(
        "知道被执行人的存款、工资、房屋、车辆、债权等财产在哪里的，把线索写明（什么财产、在哪里、从何得知），"
        "注明案号，交给承办人。线索明确、具体的，{d}。",
        "If you know where the debtor has deposits, wages, a house, a vehicle or claims, write it "
        "down (what it is, where it is, how you know) with the case number and hand it to the "
        "handler. A definite clue: {d}.",
    ).filled(d=days)
    name = Words("提供财产线索", "Report where property is")
    return _right(name, text, "INVESTIGATION", 2, on) or Right(name, text)


def rights_of_debtor(on: date, *, is_person: bool, is_listed: bool) -> list[Right]:
    """Give what a debtor may and must do, by the texts of a day.

    Law: CPL arts. 236, 241, 252, 254; 查封扣押冻结规定 art. 3; 失信名单规定 art. 11.
    """
    living = _right(
        Words("要求保留生活必需的费用", "Ask that what you live on stays free"),
        Words(
            "您和所扶养家属的生活必需费用不得扣留。控制影响生活的，把家庭人数和收入告诉承办人。",
            "What you and those you support need to live on may not be taken. If a control touches "
            "it, tell the handler how many you are and what you earn.",
        ),
        "CPL",
        254,
        on,
    )
    listing = _right(
        Words("对失信名单申请纠正", "Have the listing corrected"),
        Words(
            "认为纳入失信被执行人名单有错误的，可以向本院申请纠正。",
            "If you think the listing as a dishonest debtor is wrong, ask this court to correct "
            "it.",
        ),
        "LISTING",
        11,
        on,
    )
    return _kept(
        [
            _objection(on),
            living if is_person else None,
            listing if is_listed else None,
            _right(
                Words("与申请执行人和解", "Settle with the applicant"),
                Words(
                    "可以与申请执行人协商分期或者其他履行办法，达成和解后告知承办人。",
                    "You may agree on instalments or another way to perform; tell the handler.",
                ),
                "CPL",
                241,
                on,
            ),
            _right(
                Words("如实报告财产（义务）", "Report your property truthfully (a duty)"),
                Words(
                    "没有按执行通知履行的，应当报告现在以及收到执行通知之前法定期间内的财产情况；"
                    "拒绝报告或者虚假报告的，法院可以罚款、拘留。",
                    "If you did not perform as notified, report your property now and in the time "
                    "before the notice that the law sets; the court may fine or detain who refuses "
                    "or lies.",
                ),
                "CPL",
                252,
                on,
            ),
        ]
    )
