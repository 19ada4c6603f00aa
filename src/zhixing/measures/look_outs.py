"""Look-outs (布控): off unless the court adopted a dated policy; a person decides each one.

The package holds the decision, the title and the person's identity, and goes to the
police as one outgoing row. A hit says where the person was met, once. Nothing here
follows anybody's movements, and every look-out carries the day it must be reviewed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append, recording_instant
from zhixing.cases.docket.values import NewAct
from zhixing.courts import queries as courts
from zhixing.courts.policies import require
from zhixing.courts.records import PolicyView
from zhixing.decisions.operations import Submission, submit_matter
from zhixing.kernel.ids import new_id
from zhixing.measures import acts
from zhixing.measures.chapter import LookOut, Measures
from zhixing.measures.plans import LookOutPlan, MeasureRefused, approved_plan, payload_of
from zhixing.parties import operations as identities
from zhixing.parties import queries as parties
from zhixing.parties.values import Purpose, PurposeCode
from zhixing.platform.outbox.send import Message, put
from zhixing.platform.principal import Principal

POLICY = "LOOK_OUT"
POLICE = "police"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Hold one document of the package."""

    name: str
    media_type: str
    content: bytes


def apply_look_out(case: UUID, plan: LookOutPlan, on: date, *, by: Principal) -> UUID:
    """Put a look-out up for approval, under the court's own dated policy.

    :raises MeasureRefused: the court adopted no such policy, the review day is not
        after today or too far, or a look-out for the person is open.
    """
    require(by, "detain_apply")
    policy = adopted_policy(by.court_no, on)
    longest = int(str(policy.value.get("review_days", 180)))
    if not 0 < (plan.review_on - on).days <= longest:
        raise MeasureRefused(
            "REVIEW_DAY",
            message_zh=f"复核日应在今后{longest}日以内。",
            message_en=f"The review day must lie within the next {longest} days.",
            field="review_on",
        )
    facts = cases.facts_now(by.court_no, case)
    if facts.of(Measures).open_look_out(plan.party) is not None:
        raise MeasureRefused(
            "LOOK_OUT_OPEN",
            message_zh="对该人的布控尚未撤销。",
            message_en="A look-out for this person is open.",
            field="party",
        )
    name = parties.get_party(plan.party).name
    return submit_matter(
        Submission(
            case=case,
            code="LOOK_OUT",
            payload=payload_of(plan),
            summary_zh=f"拟提请公安机关协助查找{name}，{plan.review_on}复核。"
            f"依据：{policy.legal_basis}",
            summary_en=f"Ask the police to find {name}; review on {plan.review_on}.",
        ),
        on,
        by=by,
    )


def open_look_out(matter: UUID, on: date, *, by: Principal) -> UUID:
    """Open the look-out that was approved; gives the measure."""
    view, plan = approved_plan(by.court_no, matter, LookOutPlan)
    policy = adopted_policy(by.court_no, on)
    measure = new_id()
    payload = acts.LookOutOpened(matter, plan.party, plan.review_on, str(policy.id))
    append(NewAct(view.case, payload, on, subject=measure, correlation=matter), by=by)
    return measure


def send_look_out(
    case: UUID, measure: UUID, attachments: Sequence[Attachment], on: date, *, by: Principal
) -> str:
    """Hand the package to the police inbox; gives the hash of what was handed over.

    The person's identity is read for this purpose and the reading is logged.

    :raises MeasureRefused: no such look-out is open, or nothing is attached.
    """
    require(by, "detain_apply")
    look_out = _open(by.court_no, case, measure)
    if not attachments:
        raise MeasureRefused(
            "NOTHING_ATTACHED",
            message_zh="布控材料应包括拘留决定书和生效法律文书副本。",
            message_en="Attach the detention decision and a copy of the title.",
            field="attachments",
        )
    body = _package(case, look_out, attachments, by)
    put(
        by.court_no,
        Message(POLICE, "/lookouts", body, f"look-out/{measure}", correlation=measure),
    )
    digest = hashlib.sha256(body).hexdigest()
    append(NewAct(case, acts.LookOutSent(measure, digest), on, subject=measure), by=by)
    return digest


def record_hit(
    case: UUID, measure: UUID, place: str, reported_by: str, on: date, *, by: Principal
) -> None:
    """Record that the police met the person; a repeat of the same report changes nothing.

    :raises MeasureRefused: no such look-out is open.
    """
    require(by, "record")
    look_out = _open(by.court_no, case, measure)
    if look_out.hit_on is not None:
        return
    append(NewAct(case, acts.LookOutHit(measure, place, reported_by), on, subject=measure), by=by)


def close_look_out(case: UUID, measure: UUID, cause: str, on: date, *, by: Principal) -> None:
    """End a look-out: the person was found, the review day passed, or it is not needed.

    :raises MeasureRefused: no such look-out is open, or no cause is given.
    """
    require(by, "record")
    _open(by.court_no, case, measure)
    if not cause.strip():
        raise MeasureRefused(
            "CAUSE_MISSING",
            message_zh="撤销布控须写明原因。",
            message_en="Say why the look-out ends.",
            field="cause",
        )
    append(NewAct(case, acts.LookOutClosed(measure, cause.strip()), on, subject=measure), by=by)


def adopted_policy(court_no: int, on: date) -> PolicyView:
    """Give the court's policy on look-outs in force on a day.

    :raises MeasureRefused: it adopted none; look-outs are off.
    """
    policy = courts.find_policy(court_no, POLICY, on)
    if policy is None:
        raise MeasureRefused(
            "POLICY_NOT_ADOPTED",
            message_zh="本院未施行提请公安机关协助查找（布控）的制度，该功能关闭。",
            message_en="The court adopted no policy on look-outs; they are off.",
            remedy_zh="须由本院依法制定有期限、有复核日的制度。",
            remedy_en="The court must adopt a dated policy with a legal basis and a review day.",
            field="policy",
        )
    return policy


def _open(court_no: int, case: UUID, measure: UUID) -> LookOut:
    for look_out in cases.facts_now(court_no, case).of(Measures).look_outs:
        if look_out.measure == measure and look_out.closed_on is None:
            return look_out
    raise MeasureRefused(
        "NO_OPEN_LOOK_OUT",
        message_zh="没有这一未撤销的布控。",
        message_en="No such look-out is open.",
        field="measure",
    )


def _package(
    case: UUID, look_out: LookOut, attachments: Sequence[Attachment], by: Principal
) -> bytes:
    purpose = Purpose(PurposeCode.MEASURE, "布控材料送交公安机关")
    at = recording_instant(by.court_no)
    identity = identities.reveal_identity(look_out.party, purpose, by=by, at=at)
    view = cases.get_case(by.court_no, case)
    body = {
        "lookout_no": str(look_out.measure),
        "case_no": view.number,
        "court": by.court_name,
        "review_on": look_out.review_on.isoformat(),
        "person": {"name": identity.name, "id_no": identity.number},
        "attachments": [
            {
                "name": a.name,
                "media_type": a.media_type,
                "sha256": hashlib.sha256(a.content).hexdigest(),
                "content_base64": base64.b64encode(a.content).decode(),
            }
            for a in attachments
        ],
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
