"""最高人民法院关于适用《中华人民共和国民事诉讼法》若干问题的意见：仅据转引，2015年2月4日废止。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "CPL-OPINION",
    "最高人民法院关于适用《中华人民共和国民事诉讼法》若干问题的意见",
    "Opinions on the Civil Procedure Law",
    (
        Version(
            "1992",
            "法发〔1992〕22号",
            days("1992-07-14", "2015-02-03"),
            single={294: 294, 295: 295},
            partial=True,
            status="secondary",
        ),
    ),
)
