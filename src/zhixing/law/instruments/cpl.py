"""中华人民共和国民事诉讼法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from typing import Final

from zhixing.law.instruments import Instrument, Runs, Version, days

_CPL_2012: Final[Runs] = ((82, 125, -3), (233, 270, -11))

INSTRUMENT = Instrument(
    "CPL",
    "中华人民共和国民事诉讼法",
    "Civil Procedure Law",
    (
        Version(
            "1991",
            "主席令第44号",
            days("1991-04-09", "2008-03-31"),
            single={
                85: 75,
                86: 76,
                87: 77,
                88: 78,
                89: 79,
                91: 80,
                95: 84,
                118: 104,
                119: 105,
                235: 207,
                238: 208,
                250: 219,
                251: 220,
                264: 232,
            },
            partial=True,
            status="memory",
        ),
        Version(
            "2007",
            "主席令第75号",
            days("2008-04-01", "2012-12-31"),
            ((119, 120, -14), (235, 245, -34), (247, 269, -35)),
            single={
                85: 75,
                86: 76,
                87: 77,
                88: 78,
                89: 79,
                90: None,
                91: 80,
                95: 84,
                114: 102,
                117: 103,
                118: 104,
                246: None,
            },
            partial=True,
            status="memory",
        ),
        Version(
            "2012",
            "主席令第59号",
            days("2013-01-01", "2017-06-30"),
            _CPL_2012,
            status="memory",
        ),
        Version("2017", "主席令第71号", days("2017-07-01", "2021-12-31"), _CPL_2012),
        Version(
            "2021",
            "主席令第106号",
            days("2022-01-01", "2023-12-31"),
            ((82, 125, 0), (233, 270, -4)),
        ),
        Version("2023", "主席令第11号", days("2024-01-01")),
    ),
)
