"""Records meetings with partners, what became of what was agreed, and evidence taken from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.counter.going import GOING
from zhixing.inquiry.partners.acts import EvidenceKind, EvidenceTaken
from zhixing.inquiry.partners.after_ending import find_evidence_use
from zhixing.inquiry.partners.leaves import engagement_value, result_value
from zhixing.inquiry.search.checks import liable_parties
from zhixing.inquiry.search.leads import PROVINCE_NAMES, is_elsewhere
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.institutions.queries import list_institutions
from zhixing.kernel.ids import new_id
from zhixing.law.filing.officers import officers_present
from zhixing.law.instruments import find_citation
from zhixing.platform.log.queue import enqueue_leaf
from zhixing.platform.principal import Principal

TOPIC_MOST: Final = 120


class EngagementForm(StrEnum):
    """In which form partners were met."""

    SYMPOSIUM = "SYMPOSIUM"
    VISIT = "VISIT"
    TRAINING = "TRAINING"


@dataclass(frozen=True, slots=True)
class Agreed:
    """State one point that was agreed: its words, the last day, and who owes it.

    ``institution`` None: the court itself.
    """

    text: str
    due_on: date
    institution: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewEngagement:
    """Say which partners were met when, in which form, about what, by how many people."""

    held_on: date
    form: EngagementForm
    topic: str
    place: str
    partners: tuple[UUID, ...]
    attended: int
    points: tuple[Agreed, ...] = ()


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """Say what two officers took about whom at which institution, and where it lies.

    ``province`` is the province an address lies in, empty where it says nothing of one.
    """

    case: UUID
    party: UUID
    institution: UUID
    kind: EvidenceKind
    officers: tuple[UUID, UUID]
    papers_shown: bool
    letter: str
    folio: str
    engagement: UUID | None = None
    province: str = ""


def record_engagement(new: NewEngagement, on: date, *, by: Principal) -> UUID:
    """Record a meeting with partners in the court's engagement log; gives the entry.

    :raises InquiryRefused: not held yet, incomplete, somebody is no partner of the day, a
        point is owed before the meeting or by somebody who was not there, or it is known.
    """
    require(by, Capability.SUPERVISE)
    _check_meeting(new, on, by)
    row = models.Engagement(
        id=new_id(),
        court_no=by.court_no,
        held_on=new.held_on,
        form=new.form.value,
        topic=new.topic.strip(),
        place=new.place.strip(),
        partners=[str(p) for p in dict.fromkeys(new.partners)],
        attended=new.attended,
        points=[
            {
                "text": p.text.strip(),
                "due_on": p.due_on.isoformat(),
                "institution": None if p.institution is None else str(p.institution),
            }
            for p in new.points
        ],
        recorded_on=on,
        person=by.person,
        post=by.post,
    )
    known = refuse(
        "ENGAGEMENT_KNOWN",
        "当日同一议题的座谈或走访已经登记。",
        "A meeting of that day about this is recorded already.",
        field="topic",
        remedy=("请核对议题；登记后不得改动。", "Check the topic; entries are not changed."),
    )
    _enter_once(row, known)
    enqueue_leaf(row.court_no, "engagement", row.id, engagement_value(row))
    return row.id


def record_point_result(
    engagement: UUID, point: int, is_kept: bool, result: str, on: date, *, by: Principal
) -> UUID:
    """Record once what became of a point that was agreed; points count from 0; gives the entry.

    :raises InquiryRefused: no such meeting or point, told already, or nothing is said.
    """
    require(by, Capability.SUPERVISE)
    known = models.Engagement.objects.filter(court_no=by.court_no, id=engagement).first()
    if known is None or not 0 <= point < len(known.points):
        raise refuse("NO_POINT", "没有该议定事项。", "No such point was agreed.", field="point")
    if not result.strip():
        raise refuse("RESULT", "请写明落实情况。", "Say what became of it.", field="result")
    row = models.EngagementResult(
        id=new_id(),
        court_no=by.court_no,
        engagement_id=engagement,
        point=point,
        is_kept=is_kept,
        result=result.strip(),
        recorded_on=on,
        person=by.person,
        post=by.post,
    )
    told = refuse(
        "RESULT_KNOWN",
        "该议定事项的落实情况已经登记。",
        "What became of it is recorded already.",
        field="point",
    )
    _enter_once(row, told)
    enqueue_leaf(row.court_no, "engagement_result", row.id, result_value(row))
    return row.id


def _enter_once(row: models.Engagement | models.EngagementResult, known: InquiryRefused) -> None:
    """Write an entry, or refuse because it was made before."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise known from None


def record_evidence(new: NewEvidence, on: date, *, by: Principal) -> UUID:
    """Record evidence that two officers took from an institution about a debtor; gives the act.

    An address or an employer is news for a standing order.

    After the present procedure was ended it is received too: it may lead to a resumption.

    Law: 民事诉讼法 art. 239 (officers show their papers); 执行工作规定 art. 7; rule
    EVIDENCE_AFTER_ENDING.

    :raises ClosingRefused: the case was closed otherwise than for the present procedure.
    :raises InquiryRefused: not about a debtor of the case, no partner of the day, not two
        officers, no letter or place in the file, or the province or the meeting is unknown.
    :raises OfficersRefused: papers were not shown.
    """
    require(by, Capability.RECORD)
    lock_case(new.case, by)
    serves = find_evidence_use(cases.facts_now(by.court_no, new.case), on)
    _check_evidence(new, on, by)
    present = officers_present(
        on=on, officers=len(set(new.officers)), papers_shown=new.papers_shown
    )
    if not present.value.allowed:
        raise refuse(
            "TWO_OFFICERS",
            "调查取证须由两名执行人员进行。",
            "Two officers take evidence.",
            field="officers",
            basis=find_citation("CPL", 239, on=on),
            remedy=("请写明另一名人员。", "Name another person."),
        )
    payload = EvidenceTaken(
        new_id(),
        new.institution,
        new.party,
        new.kind,
        new.officers,
        new.letter.strip(),
        new.folio.strip(),
        new.engagement,
        new.province if is_elsewhere(new.province, by.court_no) else "",
    )
    return append(NewAct(new.case, payload, on, findings=(present, serves)), by=by).act


def _check_meeting(new: NewEngagement, on: date, by: Principal) -> None:
    if new.held_on > on:
        raise refuse("NOT_HELD", "会议尚未举行。", "It was not held yet.", field="held_on")
    for field, text in (("topic", new.topic), ("place", new.place)):
        if not text.strip() or len(text.strip()) > TOPIC_MOST:
            raise refuse(
                "ENGAGEMENT_INCOMPLETE",
                f"请写明议题和地点，各不超过{TOPIC_MOST}字。",
                f"State topic and place, {TOPIC_MOST} characters at most.",
                field=field,
            )
    if new.attended < 1:
        raise refuse("NOBODY", "至少应有一人参加。", "Somebody attended.", field="attended")
    if not new.partners:
        raise refuse("NO_PARTNER", "请选择联动单位。", "Choose the partners.", field="partners")
    for partner in new.partners:
        _require_partner(partner, new.held_on, "partners", by)
    for point in new.points:
        owed_by = point.institution
        if (
            not point.text.strip()
            or point.due_on < new.held_on
            or (owed_by is not None and owed_by not in new.partners)
        ):
            raise refuse(
                "POINT",
                "议定事项须写明内容，期限不早于会议日，责任单位须为参会单位。",
                "A point needs words, a day not before the meeting, and who owes it was there.",
                field="points",
            )


def _check_evidence(new: NewEvidence, on: date, by: Principal) -> None:
    if new.party not in liable_parties(cases.facts_now(by.court_no, new.case)):
        raise refuse(
            "NOT_LIABLE",
            "取证应当针对本案被执行人。",
            "Evidence is taken about a debtor of the case.",
            field="party",
        )
    _require_partner(new.institution, on, "institution", by)
    able = {p.person for p in courts.list_principals(by.court_no, on) if p.kind in GOING}
    if not able.issuperset(new.officers):
        raise refuse(
            "NOT_AN_OFFICER",
            "所选人员当日不是本院执行人员。",
            "The person is no enforcement officer of this court on that day.",
            field="officers",
            remedy=("请从本院执行人员中选择。", "Choose among the court's officers."),
        )
    for field in ("letter", "folio"):
        if not getattr(new, field).strip():
            raise refuse(
                "EVIDENCE_INCOMPLETE",
                "请写明协助调查函的文号和证据在卷宗中的位置。",
                "State the number of the letter and where the evidence lies in the file.",
                field=field,
            )
    if new.province and new.province not in PROVINCE_NAMES:
        raise refuse("PROVINCE", "没有该省份。", "There is no such province.", field="province")
    if new.engagement is not None and not _is_known(new.engagement, by):
        raise refuse(
            "NO_ENGAGEMENT", "没有该次座谈。", "There is no such meeting.", field="engagement"
        )


def _is_known(engagement: UUID, by: Principal) -> bool:
    return models.Engagement.objects.filter(court_no=by.court_no, id=engagement).exists()


def _require_partner(institution: UUID, on: date, field: str, by: Principal) -> None:
    province = courts.get_court(by.court_no).province
    if all(i.id != institution for i in list_institutions(on, province=province)):
        raise refuse(
            "NO_PARTNER",
            "所选单位当日不是本院的联动单位。",
            "It is no partner of this court on that day.",
            field=field,
            remedy=("请先登记该单位。", "Register it first."),
        )
