"""最高人民法院关于适用《中华人民共和国民事诉讼法》的解释：历次文本、施行期间与条文号。"""

from __future__ import annotations

from typing import Final

from zhixing.law.instruments import Instrument, Runs, Version, days

_INT_2015: Final[Runs] = ((123, 193, 0), (313, 313, 2), (455, 522, 2))

INSTRUMENT = Instrument(
    "CPL-INT",
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
    "Interpretation of the Civil Procedure Law",
    (
        Version("2015", "法释〔2015〕5号", days("2015-02-04", "2020-12-31"), _INT_2015),
        Version(
            "2020",
            "法释〔2020〕20号修正",
            days("2021-01-01", "2022-04-09"),
            _INT_2015,
            status="memory",
        ),
        Version("2022", "法释〔2022〕11号修正", days("2022-04-10")),
    ),
)
