"""Corrections: a new act stands in the place of an old one; nothing is rewritten."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.acts import ActAnnulled
from zhixing.cases.docket.append import Appended, append
from zhixing.cases.docket.registry import get_act_type, type_of
from zhixing.cases.docket.values import NewAct
from zhixing.cases.policies import require
from zhixing.courts.capabilities import Capability
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.principal import Principal


class CorrectionRefused(Refusal):
    """Say why an act cannot be corrected as asked."""


def correct_act(original: UUID, payload: Any, occurred_on: date, *, by: Principal) -> Appended:
    """Record what an act should have said, or the day it should have carried.

    :raises CorrectionRefused: no such act here, it is itself a correction, the payload is
        of another type, it records who is responsible, or it moved money and the
        correction names another sum, receipt or order.
    :raises Refusal: something rests on the act that the correction would take away.
    """
    row = _original(original, by)
    if type_of(payload).code != row.type:
        raise CorrectionRefused(
            "CORRECTION_OF_OTHER_TYPE",
            message_zh=f"更正须与原行为同类（{row.type}）。",
            message_en=f"A correction must be of the same type as the act ({row.type}).",
            remedy_zh="如原行为根本未发生，请撤销误录后另行记录。",
            remedy_en="If the act never happened, annul it and record the right one.",
            field="payload",
        )
    if _moves_other_money(row, payload):
        raise _countered(row.type)
    _ask_guard(row, payload)
    subject = row.subject_id
    return append(
        NewAct(row.case_id, payload, occurred_on, subject=subject, corrects=original), by=by
    )


def annul_act(original: UUID, reason: str, *, by: Principal) -> Appended:
    """Record that an act was entered in error and never happened.

    :raises CorrectionRefused: no such act here, it is itself a correction, no reason, or
        it moved money: that is undone by a counter-entry alone.
    :raises Refusal: something rests on the act.
    """
    row = _original(original, by)
    if get_act_type(row.type).countered_by is not None:
        raise _countered(row.type)
    _ask_guard(row, None)
    if not reason.strip():
        raise CorrectionRefused(
            "CORRECTION_WITHOUT_REASON",
            message_zh="撤销误录须说明理由。",
            message_en="Say why the act is annulled.",
            field="reason",
        )
    payload = ActAnnulled(reason.strip())
    return append(
        NewAct(row.case_id, payload, row.occurred_on, subject=row.subject_id, corrects=original),
        by=by,
    )


def _ask_guard(row: models.Act, payload: Any) -> None:
    kind = get_act_type(row.type)
    if kind.guard is None:
        return
    refused = kind.guard(row.court_no, decode(kind.payload, row.payload), payload)
    if refused is not None:
        raise refused


def _moves_other_money(row: models.Act, payload: Any) -> bool:
    """Say whether a correction of an act that moved money changes what the ledger holds."""
    if get_act_type(row.type).countered_by is None:
        return False
    recorded = decode(type(payload), row.payload)
    return any(
        getattr(recorded, f.name) != getattr(payload, f.name)
        for f in fields(payload)
        if isinstance(getattr(recorded, f.name), Fen | UUID)
    )


def _countered(code: str) -> CorrectionRefused:
    kind = get_act_type(code)
    counter = kind.countered_by
    if counter is None:
        raise Impossible(f"{code} moved no money")
    return CorrectionRefused(
        "MONEY_IS_COUNTERED",
        message_zh=f"“{kind.zh}”已记入账簿，不得在卷宗中撤销或者改动金额，只能以反向分录更正。",
        message_en=f"“{kind.en}” stands in the ledger: it is neither annulled nor given another "
        "sum in the docket; only a counter-entry corrects it.",
        remedy_zh=f"请办理“{counter.zh}”（{counter.operation}）。",
        remedy_en=f"Instead, {counter.en} ({counter.operation}).",
        field="original",
    )


def _original(act_id: UUID, by: Principal) -> models.Act:
    require(by, Capability.RECORD)
    row = models.Act.objects.filter(court_no=by.court_no, id=act_id).first()
    if row is None or row.corrects is not None:
        raise CorrectionRefused(
            "NOT_AN_ORIGINAL_ACT",
            message_zh="只能更正本院卷宗中的原始行为；对更正再更正，请指向原行为。",
            message_en="Only an original act of this court's docket can be corrected; "
            "to correct a correction, name the original.",
            field="original",
        )
    if get_act_type(row.type).is_final:
        raise CorrectionRefused(
            "RESPONSIBILITY_IS_FINAL",
            message_zh="案件责任记录终身保留，不得更正或者撤销。",
            message_en="The record of responsibility stays; it is neither corrected nor annulled.",
            remedy_zh="承办人有变更的，请办理改派，原记录一并保留。",
            remedy_en="If the handler changes, reassign the case; the earlier record stays.",
            field="original",
        )
    return row
