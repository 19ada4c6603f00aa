"""A generic record of the open profile as a thing of the register, with what its register told."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhixing.assets.operations import FoundThing
from zhixing.assets.particulars import Mortgage, Owner, Particulars, Standing
from zhixing.assets.purposes import is_barred, purpose_in
from zhixing.inquiry import models
from zhixing.inquiry.wire.feedback import PriorityRight, PropertyFound
from zhixing.institutions.kinds import PropertyKind

CO_OWNER: Final = "共有"
"""By this word in its kind a right told of a thing is a co-owner's."""


def thing_of(found: PropertyFound, row: models.Request, institution: str, on: date) -> FoundThing:
    """Give the thing a generic record amounts to; its share and number stand in the label."""
    share = f"（份额{found.holder_share}）" if found.holder_share else ""
    amount = "" if found.quantity is None else f"{found.quantity}{found.unit}"
    purpose = purpose_in(found.name) if found.kind is PropertyKind.DEPOSIT else ""
    words = (institution, f"{found.name}{share}", amount, found.location, found.status_text)
    return FoundThing(
        row.party_id,
        found.kind.value,
        found.identifier,
        row.institution_id,
        label=" ".join(w for w in words if w)[:200],
        currency=found.currency[:3] or "156",
        balance=found.value,
        available=found.available,
        is_exempt=found.is_exempt or is_barred(purpose, on),
        purpose=purpose,
        particulars=_particulars(found, on),
    )


def _particulars(found: PropertyFound, on: date) -> Particulars:
    return Particulars(
        told_on=on,
        location=found.location,
        certificate_no=found.details.get("certificateNo", ""),
        use=found.details.get("use", ""),
        share=found.holder_share,
        is_pre_notice=found.kind is PropertyKind.HOUSING_CONTRACT,
        co_owners=tuple(Owner(r.holder) for r in found.rights if CO_OWNER in r.kind_text),
        mortgages=tuple(_mortgage(r) for r in found.rights if CO_OWNER not in r.kind_text),
        sealings=tuple(
            Standing(m.authority, "", m.document_no, until=m.until) for m in found.prior_measures
        ),
        quantity="" if found.quantity is None else str(found.quantity),
        unit=found.unit,
    )


def _mortgage(right: PriorityRight) -> Mortgage:
    return Mortgage(
        f"{right.kind_text}：{right.holder}", "" if right.amount is None else right.amount.yuan
    )
