"""最高人民法院关于人民法院执行工作若干问题的规定（试行）：历次文本、施行期间与条文号。"""

from __future__ import annotations

from typing import Final

from zhixing.law.instruments import Instrument, Runs, Version, days

_EW_1998: Final[Runs] = (
    (1, 5, 0),
    (6, 8, 1),
    (9, 20, 2),
    (22, 25, 2),
    (26, 30, 7),
    (31, 31, 9),
    (32, 32, 12),
    (33, 39, 15),
    (40, 53, 16),
    (54, 54, 31),
    (55, 55, 33),
    (56, 56, 35),
    (57, 58, 43),
    (59, 66, 44),
    (67, 79, 58),
)

INSTRUMENT = Instrument(
    "EW",
    "最高人民法院关于人民法院执行工作若干问题的规定（试行）",
    "Provisions on Enforcement Work",
    (
        Version("1998", "法释〔1998〕15号", days("1998-07-18", "2020-12-31"), _EW_1998),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
