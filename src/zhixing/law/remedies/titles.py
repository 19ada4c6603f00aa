"""The remedies of parties to be added, and on notarial, arbitral and administrative titles."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhixing.law.remedies.objections import RECEIVED, REVIEW, RULING
from zhixing.law.remedies.remedy import (
    APPLICANT,
    COURT,
    DEBTOR,
    HIGHER,
    OUTSIDER,
    After,
    Next,
    Remedy,
    RemedyKind,
    Reset,
)

ASK_REVIEW: Final = REVIEW[0].act
DECIDE: Final = ("作出决定", "decide")
GOES_ON: Final = ("复议期间不停止原决定的执行", "the decision is carried out meanwhile")
PARTIES_IN_CHANGE: Final = ("被申请人、申请人或者其他执行当事人", "a party to the change")
NOT_DISPOSED: Final = (
    "复议、诉讼期间不得处分争议范围内的财产，申请人提供担保的除外",
    "the disputed property is not disposed of meanwhile without security",
)

_RESET: Final = Reset(
    date(2018, 3, 1),
    date(2018, 3, 1),
    ("ARBITRAL", "23"),
    "规定施行前已经起算的，自施行之日2018-03-01重新计算",
    "begun before the provisions: counted anew from their first day, 2018-03-01",
)

ROWS: Final = (
    Remedy(
        RemedyKind.PARTY_CHANGE_APPLICATION,
        ("变更、追加当事人申请", "application to change or add a party"),
        COURT,
        ("审查并裁定，特殊情况由院长批准延长", "examine it and rule; the president may extend"),
        ("收到书面申请", "receipt of the application"),
        "parties.decide",
        (
            "可以先行查封、扣押、冻结被申请人财产",
            "the respondent’s property may be seized meanwhile",
        ),
        ("PARTIES", "29"),
        (
            Next(PARTIES_IN_CHANGE, ASK_REVIEW, "parties.review_request", RULING),
            Next(
                PARTIES_IN_CHANGE,
                (
                    "属于第14条第2款、第17条至第21条的，提起执行异议之诉",
                    "under arts. 14(2) and 17 to 21, sue instead",
                ),
                "parties.suit",
                RULING,
                after=After.BESIDE,
            ),
        ),
    ),
    Remedy(
        RemedyKind.PARTY_CHANGE_REVIEW,
        ("变更、追加裁定的复议", "review of a change of parties"),
        PARTIES_IN_CHANGE,
        ASK_REVIEW,
        ("收到变更、追加或者驳回申请裁定", "service of the ruling"),
        "parties.review_request",
        NOT_DISPOSED,
        ("PARTIES", "31"),
        (Next(HIGHER, ("作出复议裁定", "rule on the review"), "parties.review_decide", RECEIVED),),
    ),
    Remedy(
        RemedyKind.PARTY_CHANGE_SUIT,
        ("变更、追加裁定的执行异议之诉", "suit over a change of parties"),
        ("被申请人或者申请人", "the respondent or the applicant"),
        ("向执行法院提起执行异议之诉", "sue in the executing court"),
        (
            "收到依第14条第2款、第17条至第21条作出的裁定",
            "service of a ruling under arts. 14(2) or 17 to 21",
        ),
        "parties.suit",
        NOT_DISPOSED,
        ("PARTIES", "33"),
    ),
    Remedy(
        RemedyKind.NOTARIAL_NON_ENFORCEMENT,
        ("申请不予执行公证债权文书", "asking that a notarial title not be enforced"),
        DEBTOR,
        ("提出书面申请", "apply in writing"),
        (
            "收到执行通知书（第12条第1款第3、4项为知道有关事实）",
            "service of the notice (art. 12(1)(3) and (4): knowledge of the facts)",
        ),
        "notarial.apply",
        ("审查期间不停止执行", "enforcement is not stayed meanwhile"),
        ("NOTARIAL", "17"),
        (
            Next(
                COURT,
                (
                    "审查完毕并作出裁定，经院长批准可延长三十日",
                    "decide; the president may add 30 days",
                ),
                "notarial.decide",
                ("自受理之日起", "from acceptance"),
            ),
            Next(DEBTOR, ASK_REVIEW, "notarial.review_request", RULING),
            Next(HIGHER, ("审查并裁定", "examine it and rule"), "notarial.review_decide", RECEIVED),
        ),
    ),
    Remedy(
        RemedyKind.NOTARIAL_REVIEW,
        ("驳回不予执行公证文书申请的复议", "review where that was refused"),
        ("当事人", "a party"),
        ASK_REVIEW,
        ("收到驳回裁定", "service of the refusal"),
        "notarial.review_request",
        GOES_ON,
        ("OBJECTIONS", "10"),
        (Next(HIGHER, ("审查并裁定", "examine it and rule"), "notarial.review_decide", RECEIVED),),
    ),
    Remedy(
        RemedyKind.NOTARIAL_REFUSED_REVIEW,
        ("公证文书执行申请不予受理的复议", "review where a notarial title was not accepted"),
        ("债权人", "the creditor"),
        ASK_REVIEW,
        ("收到不予受理、驳回执行申请裁定", "service of the refusal"),
        "notarial.refused_review",
        ("期满未申请或者被驳回的，可以就争议起诉", "otherwise the dispute can be taken to court"),
        ("NOTARIAL", "7"),
    ),
    Remedy(
        RemedyKind.ARBITRAL_NON_ENFORCEMENT,
        ("申请不予执行仲裁裁决", "asking that an award not be enforced"),
        DEBTOR,
        ("提出书面申请，逾期不予受理", "apply in writing; later it is not accepted"),
        (
            "收到执行通知书（伪造证据、枉法裁决为知道有关事实）",
            "service of the notice (forged evidence, corruption: knowledge of it)",
        ),
        "arbitral.apply",
        ("提供适当担保的，裁定中止执行", "with fitting security enforcement is suspended"),
        ("ARBITRAL", "7"),
        (
            Next(
                COURT,
                (
                    "审查完毕并作出裁定，经院长批准可延长一个月",
                    "decide; the president may add a month",
                ),
                "arbitral.decide",
                ("自立案之日起", "from filing"),
            ),
        ),
        reset=_RESET,
    ),
    Remedy(
        RemedyKind.ARBITRAL_OUTSIDER_NON_ENFORCEMENT,
        ("案外人申请不予执行仲裁裁决", "an outsider asking that an award not be enforced"),
        OUTSIDER,
        ("提出申请，逾期不予受理", "apply; later it is not accepted"),
        ("知道或者应当知道对标的采取执行措施", "knowledge of the measure against the object"),
        "arbitral.outsider_apply",
        ("提供适当担保的，裁定中止执行", "with fitting security enforcement is suspended"),
        ("ARBITRAL", "7"),
        (
            Next(
                COURT,
                (
                    "审查完毕并作出裁定，经院长批准可延长一个月",
                    "decide; the president may add a month",
                ),
                "arbitral.decide",
                ("自立案之日起", "from filing"),
            ),
            Next(
                ("当事人或者案外人", "a party or the outsider"),
                ASK_REVIEW,
                "arbitral.outsider_review",
                RULING,
            ),
        ),
        reset=_RESET,
    ),
    Remedy(
        RemedyKind.ARBITRAL_OUTSIDER_REVIEW,
        ("案外人不予执行裁定的复议", "review of the ruling on an outsider’s request"),
        ("当事人或者案外人", "a party or the outsider"),
        ASK_REVIEW,
        ("收到裁定", "service of the ruling"),
        "arbitral.outsider_review",
        (
            "被执行人申请的不予执行裁定不得复议",
            "a ruling on the debtor’s own request has no review",
        ),
        ("ARBITRAL", "22"),
    ),
    Remedy(
        RemedyKind.ARBITRAL_REFUSED_REVIEW,
        ("驳回仲裁裁决执行申请的复议", "review where enforcing an award was refused"),
        APPLICANT,
        ASK_REVIEW,
        ("收到驳回执行申请裁定", "service of the refusal"),
        "arbitral.refused_review",
        ("内容不明确的，可以先请仲裁庭补正", "an unclear award can first be corrected"),
        ("ARBITRAL", "4"),
    ),
    Remedy(
        RemedyKind.ADMINISTRATIVE_NOT_ACCEPTED_REVIEW,
        ("强制执行申请不予受理的复议", "review where an authority’s application was not accepted"),
        ("行政机关", "the authority"),
        ASK_REVIEW,
        ("收到不予受理裁定", "service of the refusal"),
        "administrative.ask_review",
        ("十五日超过十日，按自然日计算", "fifteen days are more than ten: every day counts"),
        ("ADMIN-ENFORCEMENT", "69"),
        (
            Next(
                HIGHER,
                ("作出是否受理的裁定", "rule whether to accept"),
                "administrative.accept_review",
                RECEIVED,
            ),
        ),
    ),
    Remedy(
        RemedyKind.ADMINISTRATIVE_REFUSED_REVIEW,
        ("裁定不予执行行政决定的复议", "review where an administrative decision is not enforced"),
        ("行政机关", "the authority"),
        ASK_REVIEW,
        ("收到不予执行裁定", "service of the refusal"),
        "administrative.ask_review",
        ("十五日超过十日，按自然日计算", "fifteen days are more than ten: every day counts"),
        ("ADMIN-ENFORCEMENT", "69"),
        (
            Next(
                HIGHER,
                ("作出是否执行的裁定", "rule whether to enforce"),
                "administrative.decide_review",
                RECEIVED,
            ),
        ),
    ),
)
