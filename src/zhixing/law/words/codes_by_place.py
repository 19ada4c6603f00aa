"""What codes are called where one kind of code or topic means them otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, tuple[str, str]]] = {
    "Answered.pending": ("尚未答复", "not yet answered"),
    "Answered.refused": ("不予受理", "bankruptcy not accepted"),
    "Approver.COURT": ("本院审批路线", "the court's own route of approval"),
    "ClaimClass.fine": ("罚金、罚款", "fines"),
    "closing-test.transferred": ("委托执行后销案", "entrusted and cancelled"),
    "CorrectionStep.ASKED": ("申请纠正", "correction asked for"),
    "CorrectionStep.FOUNDED": ("纠正理由成立", "request founded"),
    "DelayReason.other": ("其他正当理由", "another just cause"),
    "distribution.fine": ("罚金", "criminal fine"),
    "filing.jurisdiction": ("属本院管辖", "within the court's jurisdiction"),
    "filing.property": ("被执行财产所在地", "where the property lies"),
    "LivelihoodClaim.MEDICAL": ("医疗损害赔偿", "medical damages"),
    "LivelihoodClaim.WAGES": ("劳动报酬", "wages"),
    "Method.agreement": ("当事人议价", "agreement of the parties"),
    "Method.ANNOUNCEMENT": ("公告送达", "service by announcement"),
    "Method.appraisal": ("委托评估", "commissioned appraisal"),
    "Method.ENTRUSTED": ("委托送达", "entrusted"),
    "OtherGround.entrusted": ("委托执行，受托法院已立案", "entrusted, the other court filed"),
    "OutsiderStage.FOUNDED": ("异议成立", "objection founded"),
    "OutsiderStage.PENDING": ("异议审查中", "objection pending"),
    "OutsiderStage.REJECTED": ("异议被驳回", "objection rejected"),
    "Page.JUDGMENT": ("裁判文书", "judgment"),
    "Page.LISTING": ("失信被执行人信息", "listing"),
    "Payee.applicant": ("申请执行人本人账户", "the applicant's own account"),
    "PaymentKind.AUCTION": ("拍卖、变卖款", "proceeds of an auction or sale"),
    "PaymentKind.TRANSFER": ("法院扣划", "transferred by the court"),
    "payout-clock.bankruptcy": ("进入破产程序", "in bankruptcy"),
    "payout-clock.other": ("其他正当理由", "another just cause"),
    "Person.PLAIN": ("一般自然人", "ordinary natural person"),
    "PreservationStep.ASKED": ("申请保全", "preservation asked for"),
    "Reply.none": ("未答复", "no reply"),
    "ReportConduct.LATE": ("无正当理由逾期报告", "late report without cause"),
    "ReportConduct.REFUSED": ("拒绝报告", "refusal to report"),
    "StayGround.APPLICANT_AGREES": ("申请执行人同意延期执行", "the applicant agrees to wait"),
    "StopGround.settled": ("当事人达成执行和解", "settled"),
    "TakingGround.agreement": ("双方同意不经拍卖抵债", "both sides agree without an auction"),
    "TakingGround.settlement": ("仅依和解协议", "on a settlement alone"),
    "Tie.PROPERTY": ("被执行财产所在地", "where the property lies"),
    "Withheld.MEDIATION": ("调解结案", "closed by mediation"),
    "Withheld.MINOR_CRIME": ("未成年人犯罪", "crime of a minor"),
}
