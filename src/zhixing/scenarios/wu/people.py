"""The people of the Wu case, every one invented."""

from __future__ import annotations

from datetime import date

from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing.application import Application, TitleKind
from zhixing.kernel.fen import Fen
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.values import Contact, PartyEntry

CREDITOR = PartyEntry(
    name="郑某安",
    kind=PartyKind.PERSON,
    id_kind=IdKind.RESIDENT_ID,
    number="500119197003150019",
    contact=Contact(phone="000-0000001", address="演练路1号"),
)
DEBTOR = PartyEntry(
    name="吴某河",
    kind=PartyKind.PERSON,
    id_kind=IdKind.RESIDENT_ID,
    number="500119197508220035",
    contact=Contact(phone="000-0000002", address="演练路2号"),
)
COUSIN = PartyEntry(
    name="吴某溪",
    kind=PartyKind.PERSON,
    id_kind=IdKind.RESIDENT_ID,
    number="500119197802110056",
    contact=Contact(phone="000-0000003", address="演练路3号"),
)
SPRING_FESTIVAL = date(2015, 2, 19)
NOTES = (
    Obligation(
        key="note-1",
        kind="principal",
        amount=Fen.of_yuan(500_000),
        annual_rate="0.06",
        agreed_from=SPRING_FESTIVAL,
        label="借条一（2013年3月23日）",
    ),
    Obligation(
        key="note-2",
        kind="principal",
        amount=Fen.of_yuan(30_000),
        annual_rate="0.06",
        agreed_from=SPRING_FESTIVAL,
        origin="note-1",
        label="借条二（2014年3月23日，第一年利息转本）",
    ),
    Obligation(
        key="note-3",
        kind="principal",
        amount=Fen.of_yuan(31_800),
        annual_rate="0.06",
        agreed_from=SPRING_FESTIVAL,
        origin="note-2",
        label="借条三（2015年2月，第二年利息转本）",
    ),
    Obligation(
        key="fee", kind="case_fee", amount=Fen.of_yuan(4_900), label="案件受理费（invented）"
    ),
)
APPLICATION = Application(
    application_key="wu-2015",
    title_number="（2015）南川法民初字第03058号",
    title_kind=TitleKind.JUDGMENT,
    issuing_body="重庆市南川区人民法院",
    effective_on=date(2015, 10, 9),
    served_on=date(2015, 9, 21),
    applied_on=date(2015, 10, 9),
    received_on=date(2015, 10, 9),
    creditors=(CREDITOR,),
    debtors=(DEBTOR,),
    obligations=NOTES,
    cause="民间借贷纠纷",
)
