"""Invented people, case and frame with which every template is shown. No one here exists."""

from __future__ import annotations

from datetime import date

from zhixing.instruments.rendering.frame import Frame, Matter, Party, SealLook, Signature
from zhixing.instruments.rendering.template import (
    AnyTemplate,
    Kind,
    basis_on,
    remedy_basis_on,
)
from zhixing.kernel.fen import Fen

DAY = date(2027, 3, 15)
COURT = "示例市示例区人民法院"
CREDITOR = Party(
    role="申请执行人",
    name="示例甲",
    details="男，1980年1月1日出生",
    address="示例市示例区示例路1号",
)
DEBTOR = Party(
    role="被执行人",
    name="示例乙商贸有限公司",
    details="统一社会信用代码示例代码000000002",
    address="示例市示例区示例路2号",
    representative="示例丙，执行董事",
)
PERSON = Party(
    role="被执行人", name="示例丁", details="女，1985年2月2日出生", address="示例市示例区示例路3号"
)
MATTER = Matter(
    creditors=(CREDITOR,),
    debtors=(DEBTOR, PERSON),
    cause="民间借贷纠纷",
    title="示例市示例区人民法院（2026）示例01民初100号民事判决书",
    amount=Fen.of_yuan("650000.00"),
)
_PANEL = (
    Signature("审　判　长", "示例戊"),
    Signature("审　判　员", "示例己"),
    Signature("审　判　员", "示例庚"),
)
_PRESIDENT = (Signature("院　　　长", "示例辛"),)
_HANDS = {Kind.RULING: _PANEL, Kind.ORDER: _PRESIDENT, Kind.DECISION: _PRESIDENT}


def sample_frame(
    template: AnyTemplate, *, on: date = DAY, rehearsal: bool = False, sealed: bool = True
) -> Frame:
    """Give a frame that suits a template, citing the texts in force on a day."""
    ruling = template.kind is Kind.RULING
    record = template.kind is Kind.RECORD
    seal = SealLook(COURT, "演练" if rehearsal else "") if sealed and template.needs_seal else None
    return Frame(
        court_name=COURT,
        case_number=f"（{on.year}）示例01执1号",
        made_on=on,
        basis=basis_on(template, on),
        remedy_basis=remedy_basis_on(template, on),
        superior_court="示例市中级人民法院",
        signatures=_HANDS.get(template.kind, ()) if not record else (),
        clerk="示例壬" if ruling else "",
        contact=_CONTACT if template.kind in (Kind.NOTICE, Kind.ASSISTANCE) else (),
        serial="文书编号 2027-000001",
        seal=seal,
        verified_copy=ruling,
        rehearsal=rehearsal,
    )


_CONTACT = (
    ("承办人", "示例己"),
    ("联系电话", "010-00000000"),
    ("法院地址", "示例市示例区示例大道1号"),
)
