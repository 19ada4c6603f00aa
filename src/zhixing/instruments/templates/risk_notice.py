"""Notice of risks (执行风险提示书), with the warning of the list (失信风险告知)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Heading, Para, numbered
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNotice:
    """Hold to whom the risks are explained; ``grounds`` are those of the list, as printed."""

    matter: Matter
    grounds: tuple[str, ...]


def _wording(data: RiskNotice, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        Addressee(f"{matter.creditor_names}、{matter.debtor_names}："),
        Para(
            f"本院受理的{matter.naming}，依照{cite_all(frame.basis)}之规定，"
            "现将执行中的风险提示如下："
        ),
        Heading("一、对申请执行人"),
        Para(
            "被执行人没有财产可供执行，或者财产不足以清偿全部债务的，债权可能不能实现或者只能部分实现。"
            "本院穷尽财产调查措施后，可以依法终结本次执行程序；此后发现财产的，可以申请恢复执行，"
            "不受申请执行时效期间的限制。查封、扣押、冻结有期限，需要续行的，请在期限届满前申请。"
        ),
        Heading("二、对被执行人"),
        Para("有下列情形之一的，本院将依法纳入失信被执行人名单，予以公布并实施信用惩戒："),
        *numbered(data.grounds, inner=True),
        Para(
            "未按执行通知书指定的期间履行给付义务的，本院可以限制高消费及非生活或者经营必需的有关消费。"
            "拒不履行生效判决、裁定，情节严重的，依法追究刑事责任。"
        ),
    )


TEMPLATE = InstrumentTemplate(
    code="RISK_NOTICE",
    name_zh="执行风险提示书",
    name_en="Notice of risks, with the warning of the list of dishonest debtors",
    kind=Kind.NOTICE,
    data=RiskNotice,
    basis=(
        Basis("LISTING", "1"),
        Basis("LISTING", "5", since=date(2017, 5, 1)),
        Basis("RESTRICTION", "1"),
    ),
    wording=_wording,
    sample=RiskNotice(
        matter=MATTER,
        grounds=(
            "有履行能力而拒不履行生效法律文书确定义务的；",
            "以伪造证据、暴力、威胁等方法妨碍、抗拒执行的；",
            "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行的；",
            "违反财产报告制度的；",
            "违反限制消费令的；",
            "无正当理由拒不履行执行和解协议的。",
        ),
    ),
)
