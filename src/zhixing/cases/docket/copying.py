"""Writes rows of the docket by INSERT where they are few, by COPY where they are many.

Both write the same rows under the same policies, triggers and constraints. A long text is sent
by an INSERT of arrays with every quotation mark escaped, one after another, in Python: an act
that lists twenty-eight answers took longer to send than to make.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import Model

from zhixing.platform.database.bulk import insert_rows

FEW: Final = 20
BATCH: Final = 1000
JSON_COLUMNS: Final = frozenset({"payload", "findings", "refs", "facts", "route", "struck"})
"""The columns of JSON in the docket and in what is decided beside it; none is ever empty of a
value."""


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """Give the columns of a table of this room, as its model names them."""
    return tuple(f.attname for f in model._meta.concrete_fields)


def values_of(row: Any, columns: Iterable[str]) -> tuple[Any, ...]:
    """Give a row's values in the order of columns, JSON as text."""
    return tuple(
        json_text(getattr(row, name)) if name in JSON_COLUMNS else getattr(row, name)
        for name in columns
    )


def write(
    model: type[Any], rows: Sequence[Any], *, replacing: Sequence[str] = (), by: str = ""
) -> None:
    """Write rows; with ``replacing`` a row known by the column ``by`` gets these columns anew."""
    if len(rows) <= FEW:
        if replacing:
            model.objects.bulk_create(
                rows,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=[by],
                update_fields=list(replacing),
            )
        else:
            model.objects.bulk_create(rows, batch_size=BATCH)
        return
    columns = columns_of(model)
    anew = ", ".join(f"{name} = EXCLUDED.{name}" for name in replacing)
    clause = f"ON CONFLICT ({by}) DO UPDATE SET {anew}" if replacing else ""
    given = (values_of(row, columns) for row in rows)
    insert_rows(model._meta.db_table, columns, given, on_conflict=clause)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def json_text(value: object) -> str:
    """Give JSON as it is sent."""
    return _encode(value) if value else "{}" if isinstance(value, dict) else "[]"
