"""What time does to controls: those that run out, and waiting freezes that come to hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from zhixing.assets import acts, models
from zhixing.assets.acts import Property
from zhixing.assets.limits import limit_on
from zhixing.assets.operations import standing_hold, tell_those_behind
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.corrections import annul_act
from zhixing.cases.docket.values import NewAct
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Impossible
from zhixing.law.seizure.queue import Place
from zhixing.platform.principal import Principal

WAITING_FROM = 2
BY_REGISTER, BY_BANK = "REGISTER", "BANK"


@dataclass(frozen=True, slots=True)
class Ending:
    """Name a control with the last day of its term."""

    case: UUID
    asset: UUID
    until: date


def list_ending(court_no: int, until: date) -> list[Ending]:
    """List the standing controls of a court that end on a day or before, the earliest first."""
    rows = models.Hold.objects.filter(court_no=court_no, released_on=None, until_on__lte=until)
    found = rows.order_by("until_on", "id").values_list("case_id", "asset_id", "until_on")
    return [Ending(case, asset, last) for case, asset, last in found if last is not None]


def list_courts_with_ending(until: date) -> list[int]:
    """List the courts with a control that ends on a day or before; in the SYSTEM scope."""
    rows = models.Hold.objects.filter(released_on=None, until_on__lte=until)
    return sorted(set(rows.values_list("court_no", flat=True)))


def record_lapse(
    case: UUID, asset: UUID, cause: str, who: str, said: str, on: date, *, by: Principal
) -> bool:
    """Record that a control ran out by a day, on the day after its last; gives whether it did.

    ``cause`` says why it was not renewed, ``who`` names the person who let it, where somebody
    did. The courts that wait behind it look again.
    """
    held = standing_hold(case, asset, by).first()
    if held is None or held.until_on is None or held.until_on >= on:
        return False
    over_on = held.until_on + timedelta(days=1)
    models.Hold.objects.filter(court_no=by.court_no, id=held.id).update(released_on=over_on)
    lapsed = acts.ControlLapsed(asset, held.until_on, cause, who, said)
    append(NewAct(case, lapsed, over_on, subject=asset), by=by)
    tell_those_behind(asset, over_on, by)
    return True


def take_back_lapse(case: UUID, asset: UUID, reason: str, *, by: Principal) -> bool:
    """Take a lapse back when its institution says it had renewed in time (更正).

    The act is annulled by a correcting one; the control stands in its rank as before.
    """
    if standing_hold(case, asset, by).exists():
        return False
    own = [a for a in cases.list_acts(by.court_no, case) if a.subject == asset]
    annulled = {a.corrects for a in own if a.corrects is not None}
    lapses = [a for a in own if a.type == "CONTROL_LAPSED" and a.id not in annulled]
    last = models.Hold.objects.filter(court_no=by.court_no, case_id=case, asset_id=asset)
    held = last.order_by("since_on", "id").last()
    if not lapses or held is None or held.released_on != lapses[-1].occurred_on:
        return False
    annul_act(lapses[-1].id, reason, by=by)
    models.Hold.objects.filter(court_no=by.court_no, id=held.id).update(released_on=None)
    return True


def correct_term(
    case: UUID, asset: UUID, before: date, until: date, on: date, *, by: Principal
) -> None:
    """Record that our control of a thing ends on another day; it keeps its day and its rank."""
    standing_hold(case, asset, by).update(until_on=until)
    told = acts.ControlTermCorrected(asset, before, until)
    append(NewAct(case, told, on, subject=asset), by=by)


def correct_amount(
    case: UUID, asset: UUID, amount: Fen, rank: int, until: date, on: date, *, by: Principal
) -> None:
    """Record that our control of a thing holds another amount; its first day stays.

    ``amount`` is what it holds in all, what was taken out of it included. Where it waits
    no more or waits now, the courts that stand behind it look again.
    """
    control = cases.facts_now(by.court_no, case).of(Property).control_of(asset)
    if control is None:
        raise Impossible("an amount is corrected of a control that does not stand")
    standing_hold(case, asset, by).update(
        amount_fen=int(amount - control.taken), rank=rank, until_on=until
    )
    told = acts.ControlAmountCorrected(asset, control.amount, amount, rank, until)
    append(NewAct(case, told, on, subject=asset), by=by)
    if rank != control.rank:
        tell_those_behind(asset, on, by)


def move_up_freeze(
    case: UUID,
    asset: UUID,
    rank: int,
    on: date,
    *,
    took_effect_on: date | None = None,
    amount: Fen | None = None,
    finding: Finding[tuple[Place, ...]] | None = None,
    by: Principal,
) -> bool:
    """Record that a waiting freeze moved up, where it did; gives whether it did.

    At rank one it holds what was asked, as far as the account is known to have it, or
    ``amount`` where the bank said so. The limit is asked again with that amount counted:
    what it then holds above the claim is released as surplus, for the law made it take
    effect by itself.
    """
    held = standing_hold(case, asset, by).first()
    if held is None or held.rank < WAITING_FROM or rank >= held.rank:
        return False
    holds = amount if amount is not None else ZERO if rank > 1 else _asked(case, asset, by)
    models.Hold.objects.filter(court_no=by.court_no, id=held.id).update(
        rank=rank, amount_fen=int(holds)
    )
    source = BY_REGISTER if amount is None else BY_BANK
    moved = acts.ControlMovedUp(asset, held.rank, rank, holds, took_effect_on, source)
    limit = limit_on(by.court_no, cases.facts_now(by.court_no, case), on, pending=holds)
    findings = (limit,) if finding is None else (finding, limit)
    append(NewAct(case, moved, on, subject=asset, findings=findings), by=by)
    return True


def _asked(case: UUID, asset: UUID, by: Principal) -> Fen:
    """Give what the waiting freeze asked for, as far as the account is known to hold it."""
    row = models.Asset.objects.get(court_no=by.court_no, id=asset)
    recorded = [
        act
        for act in cases.list_acts(by.court_no, case)
        if act.subject == asset and act.type == "ASSET_CONTROLLED"
    ]
    payload = recorded[-1].payload if recorded else {}
    told = payload.get("asked") if isinstance(payload, dict) else None
    asked = told if isinstance(told, int) else 0
    return Fen(asked if row.balance_fen is None else min(asked, row.balance_fen))
