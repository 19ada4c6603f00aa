"""Writes the property register: found things, confirmed controls, and the shared register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets import acts, models
from zhixing.assets.indexes import asset_indexes, debtor_indexes, indexes_of_row
from zhixing.assets.particulars import Particulars, open_particulars, seal_particulars
from zhixing.assets.purposes import NewPurpose, mark_account_purpose
from zhixing.assets.register import (
    lock_debtor,
    lock_debtors,
    lock_for_queue,
    standing_hold,
    tell_those_behind,
)
from zhixing.cases.docket.append import append, append_all
from zhixing.cases.docket.corrections import annul_act
from zhixing.cases.docket.values import NewAct
from zhixing.cases.queries import list_acts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.law.seizure.queue import Place
from zhixing.platform.crypto.vault import vault
from zhixing.platform.principal import Principal

__all__ = [
    "FoundThing",
    "NewPurpose",
    "lock_debtor",
    "lock_debtors",
    "lock_for_queue",
    "mark_account_purpose",
    "move_up_sealing",
    "record_control",
    "record_found",
    "record_found_all",
    "record_reduction",
    "record_refusal",
    "record_refusals",
    "record_release",
    "record_renewal",
    "record_sealing",
    "record_sealing_refusal",
    "record_sealing_renewal",
    "record_transfer",
    "record_unsealing",
    "reverse_sealing",
    "standing_hold",
    "take_over_find",
    "tell_those_behind",
]


@dataclass(frozen=True, slots=True)
class FoundThing:
    """Describe a thing an institution reported; ``identifier`` is its account or unit number."""

    party: UUID
    kind: str
    identifier: str = field(repr=False)
    institution: UUID | None
    label: str = ""
    currency: str = "156"
    balance: Fen | None = None
    available: Fen | None = None
    is_exempt: bool = False
    particulars: Particulars | None = field(default=None, repr=False)
    fruit_of: UUID | None = None
    found_in: UUID | None = None
    """The case of the court that found it first, where it is taken over from there."""
    purpose: str = ""


def record_found(case: UUID, thing: FoundThing, on: date, *, by: Principal) -> UUID:
    """Enter a thing into the register; a repeat of the report updates what is told of it only.

    Where a known thing is now worth more, that is an act: it may be what a case waited for.
    """
    return record_found_all([(case, thing)], on, by=by)[0]


def take_over_find(case: UUID, asset: UUID, on: date, *, by: Principal) -> UUID:
    """Enter what another case of the court found of a debtor into this case's things; gives it.

    It stands here as it was told there; what that case controls of it is that case's. The case
    is locked by the caller.
    """
    require(by, Capability.ORDER_FREEZE)
    row = models.Asset.objects.get(court_no=by.court_no, id=asset)
    told = row.particulars_sealed
    thing = FoundThing(
        row.party_id,
        row.kind,
        vault().open("assets_asset", "identifier_sealed", row.id, bytes(row.identifier_sealed)),
        row.institution_id,
        row.label,
        row.currency,
        None if row.balance_fen is None else Fen(row.balance_fen),
        None if row.available_fen is None else Fen(row.available_fen),
        row.is_exempt,
        None if told is None else open_particulars(row.id, bytes(told)),
        found_in=row.case_id,
        purpose=row.purpose,
    )
    return record_found(case, thing, on, by=by)


def record_found_all(
    found: Sequence[tuple[UUID, FoundThing]], on: date, *, by: Principal
) -> list[UUID]:
    """Enter things of many cases, each as ``record_found`` does; gives their ids in order.

    The cases are locked by the caller.
    """
    indexes = [asset_indexes(thing.institution, thing.identifier) for _, thing in found]
    every = sorted({index for some in indexes for index in some})
    known = models.Asset.objects.select_for_update().filter(
        court_no=by.court_no,
        case_id__in={case for case, _ in found},
        asset_index__in=every,
    )
    rows = {(row.case_id, row.asset_index): row for row in known.order_by("id")}
    ids, fresh, news = [], [], []
    for (case, thing), some in zip(found, indexes, strict=True):
        row = next((r for i in some if (r := rows.get((case, i))) is not None), None)
        if row is not None:
            grew = _tell_again(row, thing, is_new=row in fresh)
            if grew is not None and row not in fresh:
                news.append(NewAct(case, grew, on, subject=row.id))
        else:
            row = _new_thing(case, thing, some[0], on, by)
            rows[case, some[0]] = row
            fresh.append(row)
            news.append(NewAct(case, _found(row, thing), on, subject=row.id))
        ids.append(row.id)
    models.Asset.objects.bulk_create(fresh)
    append_all(news, by=by)
    return ids


def _tell_again(
    row: models.Asset, thing: FoundThing, *, is_new: bool = False
) -> acts.AssetGrew | None:
    """Take over what is told of a known thing; gives the act where it is worth more than before."""
    before = _worth(row.available_fen, row.balance_fen)
    row.balance_fen = None if thing.balance is None else int(thing.balance)
    row.available_fen = None if thing.available is None else int(thing.available)
    row.purpose = thing.purpose or row.purpose
    if thing.particulars is not None:
        row.particulars_sealed = seal_particulars(row.id, thing.particulars)
    if not is_new:
        row.save(update_fields=["balance_fen", "available_fen", "particulars_sealed", "purpose"])
    now = _worth(row.available_fen, row.balance_fen)
    if now is None or now <= (before or 0):
        return None
    return acts.AssetGrew(row.id, None if before is None else Fen(before), Fen(now))


def _worth(available_fen: int | None, balance_fen: int | None) -> int | None:
    return available_fen if available_fen is not None else balance_fen


def _new_thing(case: UUID, thing: FoundThing, index: str, on: date, by: Principal) -> models.Asset:
    row = models.Asset(
        id=new_id(),
        court_no=by.court_no,
        case_id=case,
        party_id=thing.party,
        kind=thing.kind,
        institution_id=thing.institution,
        asset_index=index,
        index_key=vault().newest_index,
        identifier_tail=thing.identifier[-4:],
        label=thing.label,
        currency=thing.currency,
        balance_fen=None if thing.balance is None else int(thing.balance),
        available_fen=None if thing.available is None else int(thing.available),
        found_on=on,
        is_exempt=thing.is_exempt,
        fruit_of=thing.fruit_of,
        purpose=thing.purpose,
    )
    row.identifier_sealed = vault().seal(
        "assets_asset", "identifier_sealed", row.id, thing.identifier
    )
    if thing.particulars is not None:
        row.particulars_sealed = seal_particulars(row.id, thing.particulars)
    return row


def _found(row: models.Asset, thing: FoundThing) -> acts.AssetFound:
    return acts.AssetFound(
        row.id,
        thing.kind,
        thing.party,
        thing.institution,
        thing.balance,
        thing.available,
        thing.found_in,
    )


def record_control(
    case: UUID,
    asset: UUID,
    asked: Fen,
    amount: Fen,
    until: date,
    on: date,
    *,
    rank: int = 1,
    remark: str = "",
    kept: Fen = ZERO,
    findings: tuple[Finding[Any], ...] = (),
    by: Principal,
) -> None:
    """Record a confirmed freeze in docket and shared register, under the debtor's lock."""
    _enter_hold(case, asset, amount, rank, (on, until), by=by)
    payload = acts.AssetControlled(asset, asked, amount, until, rank, remark, kept)
    append(NewAct(case, payload, on, subject=asset, findings=findings), by=by)


def _enter_hold(
    case: UUID, asset: UUID, amount: Fen, rank: int, days: tuple[date, date], *, by: Principal
) -> None:
    """Enter a control into the shared register, under the debtor's lock."""
    row = models.Asset.objects.get(court_no=by.court_no, id=asset)
    lock_debtor(row.party_id)
    debtors = debtor_indexes(row.party_id)
    models.Hold.objects.create(
        id=new_id(),
        court_no=by.court_no,
        case_id=case,
        asset_id=asset,
        debtor_index=debtors[0] if debtors else "",
        asset_index=indexes_of_row(row)[0],
        index_key=vault().newest_index,
        amount_fen=int(amount),
        rank=rank,
        since_on=days[0],
        until_on=days[1],
    )


def record_refusal(
    case: UUID, asset: UUID, measure: str, reason: str, on: date, *, by: Principal
) -> None:
    """Record that an institution did not carry out what it was told."""
    append(NewAct(case, acts.ControlRefused(asset, measure, reason), on, subject=asset), by=by)


def record_renewal(case: UUID, asset: UUID, until: date, on: date, *, by: Principal) -> None:
    """Record that a control now lasts until a later day."""
    standing_hold(case, asset, by).update(until_on=until)
    append(NewAct(case, acts.ControlRenewed(asset, until), on, subject=asset), by=by)


def record_release(case: UUID, asset: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Record that a control ended, and let the courts that wait behind it look again."""
    standing_hold(case, asset, by).update(released_on=on)
    append(NewAct(case, acts.ControlReleased(asset, reason), on, subject=asset), by=by)
    tell_those_behind(asset, on, by)


def record_reduction(
    case: UUID, asset: UUID, amount: Fen, reason: str, on: date, *, by: Principal
) -> None:
    """Record that a part of a control ended, in docket and shared register."""
    held = standing_hold(case, asset, by).first()
    if held is not None:
        models.Hold.objects.filter(court_no=by.court_no, id=held.id).update(
            amount_fen=max(0, held.amount_fen - int(amount))
        )
    append(NewAct(case, acts.ControlReduced(asset, amount, reason), on, subject=asset), by=by)


def record_transfer(case: UUID, asset: UUID, amount: Fen, on: date, *, by: Principal) -> None:
    """Record that a bank transferred money out of a frozen account."""
    held = standing_hold(case, asset, by).first()
    if held is not None:
        left = max(0, held.amount_fen - int(amount))
        models.Hold.objects.filter(court_no=by.court_no, id=held.id).update(
            amount_fen=left, released_on=None if left else on
        )
    append(NewAct(case, acts.DepositTransferred(asset, amount), on, subject=asset), by=by)
    if held is not None and not left:
        tell_those_behind(asset, on, by)


def record_sealing(
    case: UUID,
    sealed: acts.PropertySealed,
    on: date,
    *,
    findings: tuple[Finding[Any], ...] = (),
    by: Principal,
) -> None:
    """Record that a registry keeps our sealing, in docket and shared register."""
    asset = sealed.asset
    _enter_hold(case, asset, sealed.counted, sealed.rank, (on, sealed.until), by=by)
    append(NewAct(case, sealed, on, subject=asset, findings=findings), by=by)


def record_sealing_refusal(
    case: UUID, asset: UUID, measure: str, reason: str, on: date, *, by: Principal
) -> None:
    """Record that a registry did not carry out what it was told, or sent it back."""
    append(NewAct(case, acts.SealingNotDone(asset, measure, reason), on, subject=asset), by=by)


def record_sealing_renewal(
    case: UUID, asset: UUID, until: date, on: date, *, by: Principal
) -> None:
    """Record that a sealing now lasts until a later day; its rank stays."""
    standing_hold(case, asset, by).update(until_on=until)
    append(NewAct(case, acts.SealingRenewed(asset, until), on, subject=asset), by=by)


def record_unsealing(case: UUID, asset: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Record that a sealing ended, and let the courts that wait behind it look again."""
    standing_hold(case, asset, by).update(released_on=on)
    append(NewAct(case, acts.SealingReleased(asset, reason), on, subject=asset), by=by)
    tell_those_behind(asset, on, by)


def reverse_sealing(case: UUID, asset: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Take a sealing back that a registry said it kept and never did (更正).

    The act that recorded it is annulled by a correcting act, so that the case stands as if
    it had never been; what the court knew meanwhile stays to be seen.
    """
    standing_hold(case, asset, by).update(released_on=on)
    recorded = [
        act
        for act in list_acts(by.court_no, case)
        if act.subject == asset and act.type == "PROPERTY_SEALED"
    ]
    annul_act(recorded[-1].id, reason, by=by)
    tell_those_behind(asset, on, by)


def move_up_sealing(
    case: UUID,
    asset: UUID,
    place: Place,
    on: date,
    *,
    finding: Finding[tuple[Place, ...]],
    by: Principal,
) -> bool:
    """Record that a waiting sealing moved up, where it did; gives whether it did."""
    held = standing_hold(case, asset, by).first()
    if held is None or place.rank is None or place.rank >= held.rank:
        return False
    models.Hold.objects.filter(court_no=by.court_no, id=held.id).update(rank=place.rank)
    moved = acts.SealingMovedUp(
        asset, held.rank, place.rank, place.took_effect_on, min(place.alert_on, held.until_on)
    )
    append(NewAct(case, moved, on, subject=asset, findings=(finding,)), by=by)
    return True


def record_refusals(
    refused: Sequence[tuple[UUID, acts.ControlRefused]], on: date, *, by: Principal
) -> None:
    """Record what was not carried out of many orders, each with its case."""
    append_all([NewAct(case, said, on, subject=said.asset) for case, said in refused], by=by)
