"""The remedies against single measures: listing, coercion, prices, preservation, costs."""

from __future__ import annotations

from typing import Final

from zhixing.law.remedies.objections import RECEIVED, REVIEW
from zhixing.law.remedies.remedy import (
    APPLICANT,
    COURT,
    HIGHER,
    PARTY,
    After,
    Next,
    Remedy,
    RemedyKind,
)

ASK_REVIEW: Final = REVIEW[0].act
DECIDE: Final = ("作出决定", "decide")
GOES_ON: Final = ("复议期间不停止原决定的执行", "the decision is carried out meanwhile")
PARTIES_IN_CHANGE: Final = ("被申请人、申请人或者其他执行当事人", "a party to the change")
NOT_DISPOSED: Final = (
    "复议、诉讼期间不得处分争议范围内的财产，申请人提供担保的除外",
    "the disputed property is not disposed of meanwhile without security",
)

ROWS: Final = (
    Remedy(
        RemedyKind.LISTING_CORRECTION,
        ("失信信息纠正申请", "request to correct a listing"),
        COURT,
        ("审查，理由成立的纠正，不成立的决定驳回", "examine it, and correct or refuse"),
        ("收到书面纠正申请", "receipt of the written request"),
        "listing.correct_review",
        GOES_ON,
        ("LISTING", "12"),
        (
            Next(
                COURT,
                ("对成立的申请予以纠正", "correct it if well founded"),
                "listing.correct_fix",
                ("自认定成立起", "from so finding"),
            ),
            Next(
                ("申请人", "the person listed"),
                ASK_REVIEW,
                "listing.review_request",
                ("自驳回决定送达之日起", "from service of the refusal"),
                after=After.BESIDE,
            ),
            Next(HIGHER, DECIDE, "listing.review_decide", RECEIVED),
        ),
    ),
    Remedy(
        RemedyKind.LISTING_REVIEW,
        ("驳回纠正失信申请的复议", "review of a refused correction"),
        ("申请人", "the person listed"),
        ASK_REVIEW,
        ("收到驳回决定书", "service of the refusal"),
        "listing.review_request",
        GOES_ON,
        ("LISTING", "12"),
        (Next(HIGHER, DECIDE, "listing.review_decide", RECEIVED),),
    ),
    Remedy(
        RemedyKind.FINE_DETENTION_REVIEW,
        ("罚款、拘留的复议", "review of a fine or detention"),
        ("被罚款、拘留的人", "the person fined or detained"),
        ASK_REVIEW,
        ("收到决定书", "receipt of the decision"),
        "review.coercion_request",
        GOES_ON,
        ("CPL", "119"),
        (Next(HIGHER, DECIDE, "review.coercion_decide", RECEIVED),),
    ),
    Remedy(
        RemedyKind.EXIT_BAN_REVIEW,
        ("限制出境的复议", "review of an exit ban"),
        ("被限制出境的人", "the person banned from leaving"),
        ASK_REVIEW,
        ("收到限制出境决定", "receipt of the decision"),
        "exit_ban.review_request",
        GOES_ON,
        ("OBJECTIONS", "9"),
        (Next(HIGHER, DECIDE, "exit_ban.review_decide", RECEIVED),),
    ),
    Remedy(
        RemedyKind.INSTITUTION_OBJECTION,
        ("协助金融机构的异议", "objection of a financial institution"),
        COURT,
        ("审查完毕并书面回复", "examine it and answer in writing"),
        ("收到金融机构书面异议", "receipt of the institution’s written objection"),
        "network.objection",
        (
            "网络查控与柜面办理效力相同",
            "control over the network has the same effect as at the counter",
        ),
        ("NETWORK", "5"),
    ),
    Remedy(
        RemedyKind.MATURED_CLAIM_OBJECTION,
        ("第三人对到期债权的异议", "third party’s objection to a matured claim"),
        ("第三人", "the third party"),
        ("向执行法院提出异议", "object to the executing court"),
        ("收到履行通知", "receipt of the order to perform"),
        "seizure.matured_claim",
        (
            "期内提出的，不得对第三人强制执行，对异议不进行审查；无履行能力、无直接法律关系不属于异议",
            "in time it bars enforcement against the third party and is not examined; want of "
            "means or of a direct relation is no objection",
        ),
        ("EW", "47"),
        (
            Next(
                COURT,
                (
                    "期内未异议又不履行的，裁定强制执行",
                    "order enforcement if neither objected nor performed",
                ),
            ),
        ),
    ),
    Remedy(
        RemedyKind.REFERENCE_PRICE_OBJECTION,
        ("对询价、评估报告的异议", "objection to a price or appraisal report"),
        PARTY,
        ("提出书面异议", "object in writing"),
        ("收到报告", "receipt of the report"),
        "value.objection",
        ("对议价、定向询价的异议不予受理", "against an agreed or official price none is accepted"),
        ("REFERENCE-PRICE", "24"),
        (
            Next(
                COURT,
                ("参照执行行为异议审查", "examine it as an objection to conduct"),
                "objection.decide",
                RECEIVED,
            ),
            *REVIEW,
        ),
    ),
    Remedy(
        RemedyKind.APPRAISAL_OBJECTION,
        (
            "对评估标准、方法、结果的异议",
            "objection to standards, method or result of an appraisal",
        ),
        PARTY,
        ("提出书面异议", "object in writing"),
        ("收到评估报告", "receipt of the report"),
        "value.objection",
        ("逾期不予受理", "later it is not accepted"),
        ("REFERENCE-PRICE", "24"),
        (
            Next(COURT, ("交评估机构说明", "pass it to the appraiser"), "value.pass_on", RECEIVED),
            Next(
                ("评估机构", "the appraiser"),
                (
                    "作出书面说明；未说明或者仍有异议的，交行业协会专业技术评审",
                    "explain in writing; failing that a technical review by the association",
                ),
                "value.appraiser_answer",
                RECEIVED,
            ),
        ),
    ),
    Remedy(
        RemedyKind.PRESERVATION_REVIEW,
        ("保全裁定的复议", "review of a preservation ruling"),
        ("申请保全人、被保全人", "either side of the preservation"),
        ("向作出裁定的法院申请复议一次", "ask the same court once for review"),
        ("收到保全裁定或者驳回申请裁定", "service of the ruling"),
        "preservation.review_request",
        ("复议期间不停止裁定的执行", "the ruling is carried out meanwhile"),
        ("PRESERVATION", "25"),
        (
            Next(
                ("作出裁定的人民法院", "the same court"),
                ("审查并裁定", "examine it and rule"),
                "preservation.review_decide",
                RECEIVED,
            ),
        ),
    ),
    Remedy(
        RemedyKind.PRESERVATION_OUTSIDER_SUIT,
        ("保全中案外人异议裁定后的诉讼", "suit after an outsider’s objection to preservation"),
        ("案外人、申请保全人", "the outsider or the applicant"),
        ("向人民法院提起执行异议之诉", "sue"),
        ("收到异议裁定", "service of the ruling"),
        "outsider.suit",
        (
            "异议成立而申请保全人未起诉的，解除保全",
            "if the outsider prevailed and no suit follows, preservation ends",
        ),
        ("PRESERVATION", "27"),
        (
            Next(
                COURT,
                ("解除对该财产的保全", "lift the preservation"),
                "preservation.lift_after_outsider",
                ("自起诉期限届满之日起", "from the end of the time to sue"),
            ),
        ),
    ),
    Remedy(
        RemedyKind.NOT_ENFORCED_SIX_MONTHS,
        ("六个月未执行", "six months without enforcement"),
        COURT,
        ("执行", "enforce"),
        ("收到申请执行书", "receipt of the application"),
        "objection.six_months",
        (
            "公告、鉴定评估、管辖争议、执行争议协调、暂缓和中止的期间不计算在内",
            "announcement, appraisal, disputes over jurisdiction, coordination, deferral and "
            "suspension do not count",
        ),
        ("EP", "13"),
        (
            Next(APPLICANT, ("向上一级人民法院申请执行", "apply to the next higher court")),
            Next(
                HIGHER,
                (
                    "发出督促执行令，或者裁定提级、指令其他法院执行",
                    "order enforcement within a time, or take or move the case",
                ),
            ),
        ),
    ),
    Remedy(
        RemedyKind.COSTS_REVIEW,
        ("诉讼费用决定的复核", "re-examining a decision on costs"),
        ("作出决定的人民法院院长", "the president of the court"),
        ("作出复核决定", "decide"),
        ("收到复核申请", "receipt of the request"),
        "fee.review",
        ("不得单独就费用决定提起上诉", "costs alone cannot be appealed"),
        ("FEES", "43"),
    ),
)
