"""Two-dimensional codes: the dark runs of each row, and one path that draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhixing.kernel.canonical import Json

QUIET: Final = 4
"""How many fields around a code stay light, so that a camera finds its edge."""


@dataclass(frozen=True, slots=True)
class Square:
    """Hold a code as a picture: the side of its box in fields, and the path of the dark ones."""

    side: int
    path: str


def runs_of(text: str) -> list[list[tuple[int, int]]]:
    """Give a code's rows as runs of dark fields: where each begins, and how long it is."""
    import qrcode  # type: ignore[import-untyped]

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    rows: list[list[tuple[int, int]]] = []
    for row in code.get_matrix():
        runs: list[tuple[int, int]] = []
        start = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append((start, x - start))
                start = None
        rows.append(runs)
    return rows


def json_runs(text: str) -> list[Json]:
    """Give the same rows as JSON, for what draws them elsewhere."""
    return [[[start, length] for start, length in runs] for runs in runs_of(text)]


def square_of(text: str) -> Square:
    """Give a code as a picture, with the light margin it needs."""
    rows = runs_of(text)
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, runs in enumerate(rows)
        for x, length in runs
    )
    return Square(len(rows) + 2 * QUIET, path)
