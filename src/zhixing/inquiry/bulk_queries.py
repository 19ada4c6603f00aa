"""Reads of batches: one with its rows, the latest ones, and what could be controlled at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import Count

from zhixing.assets.kinds import ASSET_KINDS, Way, kind_of
from zhixing.assets.queries import AssetView, list_assets_by_id, list_uncontrolled
from zhixing.decisions.queries import get_matter
from zhixing.inquiry import models
from zhixing.inquiry.bulk_freezing import refused_rows
from zhixing.inquiry.bulk_releases import Release, releases_of
from zhixing.inquiry.bulk_values import BulkView, RowOutcome
from zhixing.inquiry.drafting import plan_in
from zhixing.inquiry.limits import open_lines
from zhixing.inquiry.states import WORDS, State
from zhixing.inquiry.terms import UNKNOWN_VALUE, Terms, terms_in
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal

MOST_LISTED = 500
MONEY_TOGETHER: Final = frozenset(
    kind.code
    for kind in ASSET_KINDS.values()
    if kind.way is Way.MONEY and kind.code not in ("PENSION", "SOCIAL_BENEFIT")
)
"""The money a batch is offered for; pensions and benefits are withheld as income instead."""
RIGHTS_TOGETHER: Final = frozenset(k.code for k in ASSET_KINDS.values() if k.way is Way.RIGHT)
"""The rights a batch is offered for, frozen by share or number."""
FROZEN_TOGETHER: Final = MONEY_TOGETHER | RIGHTS_TOGETHER


@dataclass(frozen=True, slots=True)
class BulkRow:
    """Give one order of a batch as it stands: its state, and the bank's word once it is in.

    ``release`` is the latest release of a freeze, None where none was ordered.
    Of a right ``quantity`` in ``unit`` is ordered; ``amount`` is None while its value is unknown.
    """

    request: UUID
    case: UUID
    asset: UUID
    institution: UUID
    account_tail: str
    external_no: str
    amount: Fen | None
    until: date | None
    state: State
    outcome: str
    reason_zh: str
    reason_en: str
    kind: str = "DEPOSIT"
    quantity: Decimal | None = None
    unit: str = ""
    release: Release | None = None

    @property
    def state_words(self) -> tuple[str, str]:
        """Give the state in Chinese and English."""
        return WORDS[self.state]


def get_bulk(court_no: int, bulk: UUID) -> BulkView:
    """Give one batch.

    :raises InquiryRefused: the court has no such batch.
    """
    row = models.Bulk.objects.filter(court_no=court_no, id=bulk).first()
    if row is None:
        raise Refusal(
            "BULK_UNKNOWN",
            message_zh="本院没有此批次。",
            message_en="The court has no such batch.",
            field="bulk",
        )
    return _views([row])[0]


def find_bulk_of(court_no: int, bundle: UUID) -> BulkView | None:
    """Find the batch that is decided in a bundle, or None."""
    row = models.Bulk.objects.filter(court_no=court_no, bundle_id=bundle).first()
    return None if row is None else _views([row])[0]


def list_bulks(court_no: int, limit: int = 50) -> list[BulkView]:
    """Give the latest batches of a court, newest first."""
    rows = models.Bulk.objects.filter(court_no=court_no).order_by("-ordered_on", "-id")
    return _views(list(rows[:limit]))


def list_bulk_rows(court_no: int, bulk: UUID) -> list[BulkRow]:
    """Give the orders of a batch, in the order of their cases."""
    requests = {r.id: r for r in models.Request.objects.filter(court_no=court_no, bulk_id=bulk)}
    lines = models.Line.objects.filter(court_no=court_no, request_id__in=list(requests))
    found = list(lines.order_by("case_id", "request_id"))
    views = list_assets_by_id(court_no, (x.asset_id for x in found))
    terms = _terms_of_rights(court_no, requests, [x for x in found if _is_right(views[x.asset_id])])
    releases = releases_of(court_no, {x.request_id: x.asset_id for x in found})
    return [
        replace(
            _row(requests[x.request_id], x, views[x.asset_id], terms.get(x.request_id)),
            release=releases.get(x.request_id),
        )
        for x in found
    ]


def list_undoings(court_no: int, bulk: UUID) -> list[BulkView]:
    """Give the batches of releases by which a batch was taken back, the latest first."""
    rows = models.Bulk.objects.filter(court_no=court_no, undoes=bulk)
    return _views(list(rows.order_by("-ordered_on", "-id")))


def list_refused(court_no: int, bulk: UUID) -> tuple[RowOutcome, ...]:
    """Give the rows of a batch that became no orders, each with its reason."""
    return refused_rows(models.Bulk.objects.get(court_no=court_no, id=bulk).refused)


def list_controllable(
    court_no: int,
    *,
    cases: Iterable[UUID] | None = None,
    kinds: Collection[str] = FROZEN_TOGETHER,
    limit: int = MOST_LISTED,
) -> list[AssetView]:
    """Give money and rights that nobody here controls or has ordered controlled, newest first."""
    found = list_uncontrolled(court_no, kinds, cases=cases, limit=limit)
    ordered = set(
        open_lines(court_no, Measure.FREEZE, None, asset_id__in=[a.id for a in found]).values_list(
            "asset_id", flat=True
        )
    )
    return [a for a in found if a.id not in ordered]


def _views(rows: list[models.Bulk]) -> list[BulkView]:
    ids = [row.id for row in rows]
    courts = {row.court_no for row in rows}
    counted: dict[UUID, dict[str, int]] = {}
    states = models.Request.objects.filter(court_no__in=courts, bulk_id__in=ids)
    for bulk, state, count in (
        states.values("bulk_id", "state")
        .annotate(n=Count("id"))
        .values_list("bulk_id", "state", "n")
    ):
        if bulk is not None:
            counted.setdefault(bulk, {})[state] = count
    return [
        BulkView(
            row.id,
            row.court_no,
            row.measure,
            row.bundle_id,
            row.undoes,
            row.rows,
            row.ordered,
            row.ordered_on,
            row.by_person,
            counted.get(row.id, {}),
            row.refused,
        )
        for row in rows
    ]


def _is_right(view: AssetView) -> bool:
    return kind_of(view.kind).way is Way.RIGHT


def _terms_of_rights(
    court_no: int, requests: Mapping[UUID, models.Request], lines: Iterable[models.Line]
) -> dict[UUID, Terms]:
    """Give the share or number put up with each order on a right, each matter read once."""
    wanted = {x.request_id: requests[x.request_id].matter_id for x in lines}
    payloads = {m: get_matter(court_no, m).payload for m in set(wanted.values()) if m is not None}
    return {
        request: terms_in(plan_in(payloads[matter], request))
        for request, matter in wanted.items()
        if matter is not None
    }


def _row(
    request: models.Request, line: models.Line, view: AssetView, terms: Terms | None
) -> BulkRow:
    is_unvalued = terms is not None and line.amount_fen == UNKNOWN_VALUE
    return BulkRow(
        request.id,
        line.case_id,
        line.asset_id,
        request.institution_id,
        view.identifier_tail,
        request.external_no,
        None if is_unvalued else Fen(line.amount_fen),
        line.until_on,
        State(request.state),
        line.outcome,
        request.reason or line.reason,
        request.reason_en,
        kind=view.kind,
        quantity=None if terms is None else terms.quantity,
        unit="" if terms is None else terms.unit,
    )
