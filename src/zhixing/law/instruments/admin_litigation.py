"""最高人民法院关于适用《中华人民共和国行政诉讼法》的解释：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "ADMIN-LITIGATION",
    "最高人民法院关于适用《中华人民共和国行政诉讼法》的解释",
    "Interpretation of the Administrative Litigation Law",
    (Version("2018", "法释〔2018〕1号", days("2018-02-08"), status="secondary"),),
)
