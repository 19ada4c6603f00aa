"""Long arrays as parameters: written at once, where a dumper would be asked value by value."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID


def array_text(values: Iterable[UUID | str | int]) -> str:
    r"""Write values as the text of an array, for a parameter that the statement casts.

    >>> array_text([UUID(int=1), "a1", 7])
    '{"00000000-0000-0000-0000-000000000001","a1","7"}'

    :raises ValueError: a text that would have to be escaped, with ``"`` or a backslash in it.
    """
    written = [str(value) for value in values]
    joined = '","'.join(written)
    if "\\" in joined or joined.count('"') != 2 * max(len(written) - 1, 0):
        raise ValueError("a text of the array has a quotation mark or a backslash")
    return f'{{"{joined}"}}' if written else "{}"
