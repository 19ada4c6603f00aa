"""How the hours of a window are said."""

from __future__ import annotations

from itertools import groupby

from zhixing.institutions.records import Hours

DAYS = (
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
)


def hours_words(hours: Hours) -> tuple[str, str]:
    """Say the hours in Chinese and English; days that follow each other as from–to.

    >>> from datetime import time
    >>> hours_words(Hours((1, 2, 3, 5), time(9), time(17)))[1]
    'Mon–Wed, Fri 09:00–17:00'
    """
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(sorted(hours.weekdays)), key=lambda x: x[1] - x[0])
    ]
    span = f"{hours.opens:%H:%M}–{hours.closes:%H:%M}"
    zh = "、".join(_run(run, 0, "至") for run in runs)
    en = ", ".join(_run(run, 1, "–") for run in runs)
    return f"{zh} {span}", f"{en} {span}"


def _run(run: list[int], language: int, to: str) -> str:
    first, last = DAYS[run[0] - 1][language], DAYS[run[-1] - 1][language]
    return first if len(run) == 1 else f"{first}{to}{last}"
