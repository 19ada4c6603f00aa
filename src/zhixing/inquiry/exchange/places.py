"""Which place belongs to which institution, by its registered address."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connection

from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.exchange.directory import Directory
from zhixing.inquiry.exchange.place import Place
from zhixing.inquiry.exchange.sftp import Sftp
from zhixing.inquiry.messages import is_by_packages
from zhixing.inquiry.wire.package_names import bank_code_of
from zhixing.institutions.queries import list_exchanges, list_institutions
from zhixing.institutions.records import Exchange, InstitutionView
from zhixing.kernel.clock import legal_day
from zhixing.platform.database.scope import Scope, open_scope


def list_exchanging() -> list[tuple[InstitutionView, Exchange]]:
    """Give the institutions reached by packages today, with the address of each.

    One without an address of its own has a folder of its bank code under the state's.
    """
    with open_scope(Scope.system()):
        known = list_exchanges()
        views = list_institutions(legal_day(wire_instant()))
    return [(v, known.get(v.id) or _own_folder(v)) for v in views if is_by_packages(v)]


def list_with_work(institutions: Sequence[UUID]) -> set[UUID]:
    """Give those for which something waits to be packed or to be put down; one look for all."""
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(_WITH_WORK, {"institutions": list(institutions)})
        return {row[0] for row in cursor.fetchall()}


_WITH_WORK = """
/* list_with_work: requests to be packed, packages nobody knows to lie where they are collected */
SELECT i.id FROM unnest(%(institutions)s::uuid[]) AS i (id)
WHERE (SELECT true FROM inquiry_request r
       WHERE r.institution_id = i.id AND r.state IN ('ISSUED', 'EXPIRED')
         AND (r.state = 'ISSUED' OR r.delivered_at IS NULL) LIMIT 1)
   OR (SELECT true FROM inquiry_package p
       WHERE p.institution_id = i.id AND p.placed_at IS NULL LIMIT 1)
"""


def _own_folder(view: InstitutionView) -> Exchange:
    folder = Path(settings.STATE).absolute() / "exchange" / bank_code_of(view.code)
    return Exchange(folder.as_uri())


def open_place(exchange: Exchange) -> Place:
    """Open a place of exchange; SFTP signs in with the key of ``ZX_SFTP_KEY``."""
    parts = urlsplit(exchange.address)
    if parts.scheme == "sftp":
        key = getattr(settings, "ZX_SFTP_KEY", "") or Path(settings.STATE) / "keys" / "sftp"
        return Sftp(exchange.address, exchange.host_key, Path(key))
    return Directory(Path(unquote(parts.path)))
