"""The remedies against conduct, by outsiders, on jurisdiction and on distribution."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from zhixing.law.remedies.remedy import (
    COURT,
    HIGHER,
    OUTSIDER_OR_PARTY,
    PARTY,
    After,
    Next,
    Remedy,
    RemedyKind,
    Reset,
)

NO_STAY: Final = ("审查和复议期间不停止执行", "enforcement is not stayed meanwhile")
NO_STAY_AT: Final = ("EP", "9")
NO_DISPOSAL: Final = (
    "审查期间不得处分执行标的；驳回裁定送达案外人之日起十五日内亦不得处分",
    "the object is not disposed of meanwhile, nor for 15 days after the rejection is served",
)
RULING: Final = ("自裁定送达之日起", "from service of the ruling")
RECEIVED: Final = ("自收到之日起", "from its receipt")
REVIEW: Final = (
    Next(
        PARTY,
        ("向上一级人民法院申请复议", "seek review by the next higher court"),
        "objection.review_request",
        RULING,
    ),
    Next(COURT, ("报送复议案卷", "send the file up"), "objection.send_up", RECEIVED),
    Next(
        HIGHER,
        ("审查完毕并作出裁定，经院长批准可延长三十日", "decide; the president may add 30 days"),
        "objection.review_decide",
        RECEIVED,
        after=After.BESIDE,
    ),
)
SUIT: Final = Next(
    OUTSIDER_OR_PARTY,
    (
        "（与原判决、裁定无关的）向执行法院提起执行异议之诉",
        "sue in the executing court where the title is not in question",
    ),
    "outsider.suit",
    RULING,
)


def _decided(kind: RemedyKind, name: tuple[str, str]) -> Remedy:
    return Remedy(
        kind,
        name,
        COURT,
        ("审查并裁定撤销、改正或者驳回", "examine it, and annul, correct or reject"),
        ("收到书面异议", "receipt of the written objection"),
        "objection.decide",
        NO_STAY,
        NO_STAY_AT,
        (
            Next(COURT, ("立案", "file it"), "objection.file", RECEIVED, after=After.RECEIPT),
            Next(
                COURT,
                ("通知异议人和相关当事人", "tell the objector and the parties"),
                "objection.notify",
                ("自立案起", "from filing"),
            ),
            replace(REVIEW[0], after=After.REMEDY),
            *REVIEW[1:],
        ),
    )


def _outsider(kind: RemedyKind, name: tuple[str, str]) -> Remedy:
    return Remedy(
        kind,
        name,
        COURT,
        (
            "审查并裁定中止对该标的的执行或者驳回",
            "examine it, and suspend as to the object or reject",
        ),
        ("收到书面异议", "receipt of the written objection"),
        "outsider.decide",
        NO_DISPOSAL,
        ("EP", "15"),
        (
            Next(COURT, ("立案", "file it"), "objection.file", RECEIVED, after=After.RECEIPT),
            replace(SUIT, after=After.REMEDY),
        ),
    )


ROWS: Final = (
    _decided(RemedyKind.CONDUCT_OBJECTION, ("执行行为异议", "objection to conduct")),
    _decided(RemedyKind.AUCTION_OBJECTION, ("对拍卖的异议", "objection to an auction")),
    Remedy(
        RemedyKind.CONDUCT_REVIEW,
        ("执行复议", "review of an objection ruling"),
        PARTY,
        REVIEW[0].act,
        ("收到异议裁定", "service of the ruling on the objection"),
        "objection.review_request",
        NO_STAY,
        NO_STAY_AT,
        REVIEW[1:],
    ),
    Remedy(
        RemedyKind.REVIEW_DECISION,
        ("复议审查", "deciding a review"),
        HIGHER,
        ("审查完毕并作出裁定", "decide"),
        ("收到复议申请", "receipt of the request for review"),
        "objection.review_decide",
        NO_STAY,
        NO_STAY_AT,
        (
            Next(
                HIGHER,
                ("经院长批准延长", "extend with the president’s approval"),
                "objection.review_extend",
                ("自届满起", "from its end"),
            ),
        ),
    ),
    Remedy(
        RemedyKind.OBJECTION_PAPERS,
        ("补足异议材料", "completing an objection"),
        PARTY,
        ("补足材料，逾期不予受理", "complete the papers, or it is not accepted"),
        ("收到一次性告知", "receipt of the court’s one notice"),
        "objection.papers",
        NO_STAY,
        NO_STAY_AT,
        (
            Next(
                COURT, ("立案或者裁定不予受理", "file it or refuse it"), "objection.file", RECEIVED
            ),
        ),
    ),
    Remedy(
        RemedyKind.OBJECTION_REFUSED_REVIEW,
        ("异议不予受理的复议", "review where an objection was not accepted"),
        PARTY,
        REVIEW[0].act,
        ("收到不予受理或者驳回申请裁定", "service of the refusal"),
        "objection.refused_review",
        NO_STAY,
        NO_STAY_AT,
        (replace(REVIEW[2], after=After.PREVIOUS),),
    ),
    _outsider(RemedyKind.OUTSIDER_OBJECTION, ("案外人异议", "outsider’s objection")),
    _outsider(
        RemedyKind.AUCTION_OUTSIDER_OBJECTION,
        ("案外人对拍卖标的的异议", "outsider’s objection to a lot"),
    ),
    Remedy(
        RemedyKind.OUTSIDER_SUIT,
        ("执行异议之诉", "suit after an outsider’s objection"),
        OUTSIDER_OR_PARTY,
        SUIT.act,
        ("收到异议裁定", "service of the ruling on the objection"),
        "outsider.suit",
        (
            "诉讼期间不得处分执行标的；申请执行人提供担保的，可以准许继续执行",
            "the object is not disposed of while the suit is pending, unless the applicant gives "
            "security",
        ),
        ("EP", "16"),
    ),
    Remedy(
        RemedyKind.TERMINATION_OBJECTION,
        ("对终结执行行为的异议", "objection to ending enforcement"),
        PARTY,
        ("提出异议，逾期不予受理", "object; later it is not accepted"),
        (
            "收到终结执行法律文书（未收到的，知道或者应当知道终结）",
            "receipt of the document, else knowledge of the ending",
        ),
        "termination.objection",
        ("执行程序已经终结", "enforcement has ended"),
        ("OBJECTIONS", "6"),
        (Next(COURT, ("审查并裁定", "examine it and rule"), "objection.decide", RECEIVED), *REVIEW),
        reset=Reset(
            date(2016, 2, 15),
            date(2016, 2, 14),
            ("TERMINATION-OBJECTION", "1"),
            "批复发布前终结执行的，自批复发布之日2016-02-14起算",
            "ended before the reply: counted from its publication on 2016-02-14",
        ),
    ),
    Remedy(
        RemedyKind.JURISDICTION_OBJECTION,
        ("执行管辖异议", "objection to jurisdiction"),
        ("当事人", "a party"),
        ("对执行管辖权提出异议", "object to the court’s jurisdiction"),
        ("收到执行通知书", "receipt of the enforcement notice"),
        "jurisdiction.objection",
        NO_STAY,
        ("EP", "3"),
        (
            Next(
                COURT,
                (
                    "对成立的异议撤销案件，对不成立的裁定驳回",
                    "cancel the case or reject the objection",
                ),
            ),
            Next(("当事人", "a party"), REVIEW[0].act, "jurisdiction.review", RULING),
        ),
    ),
    Remedy(
        RemedyKind.JURISDICTION_REVIEW,
        ("管辖异议的复议", "review on jurisdiction"),
        ("当事人", "a party"),
        REVIEW[0].act,
        ("收到驳回裁定", "service of the rejection"),
        "jurisdiction.review",
        NO_STAY,
        ("EP", "3"),
        (replace(REVIEW[2], after=After.PREVIOUS),),
    ),
    Remedy(
        RemedyKind.DISTRIBUTION_OBJECTION,
        ("对分配方案的异议", "objection to a distribution plan"),
        ("债权人或者被执行人", "a creditor or the debtor"),
        ("向执行法院提出书面异议", "object in writing"),
        ("收到分配方案", "receipt of the plan"),
        "distribution.objection",
        ("通知未提出异议的债权人、被执行人", "the others are told"),
        None,
        (
            Next(
                ("未提出异议的债权人、被执行人", "those who did not object"),
                ("提出反对意见", "oppose the objection"),
                "distribution.opposition",
                ("自收到通知之日起", "from notice of it"),
            ),
            Next(
                ("异议人", "the objector"),
                (
                    "以反对者为被告提起诉讼；逾期按原方案分配",
                    "sue those opposing, or the plan stands",
                ),
                "distribution.suit",
                ("自收到反对意见的通知之日起", "from notice of the opposition"),
            ),
        ),
    ),
    Remedy(
        RemedyKind.DISTRIBUTION_OPPOSITION,
        ("反对分配异议", "opposing an objection to the plan"),
        ("未提出异议的债权人、被执行人", "those who did not object"),
        (
            "提出反对意见；未提出的，按异议修正后分配",
            "oppose it, or the plan is corrected as the objection asks",
        ),
        ("收到异议的通知", "notice of the objection"),
        "distribution.opposition",
        ("争议部分待定", "the disputed part waits"),
        None,
        (
            Next(
                ("异议人", "the objector"),
                ("以反对者为被告提起诉讼", "sue those opposing"),
                "distribution.suit",
                ("自收到通知之日起", "from notice of the opposition"),
            ),
        ),
    ),
    Remedy(
        RemedyKind.DISTRIBUTION_SUIT,
        ("分配方案异议之诉", "suit over a distribution plan"),
        ("异议人", "the objector"),
        ("以反对者为被告提起诉讼；逾期按原方案分配", "sue those opposing, or the plan stands"),
        ("收到反对意见的通知", "notice of the opposition"),
        "distribution.suit",
        (
            "诉讼期间分配的，提存争议债权相应款项",
            "the disputed sum is deposited if money is shared out meanwhile",
        ),
        ("CPL-INT", "510"),
    ),
)
