"""中华人民共和国刑法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "CRIMINAL-LAW",
    "中华人民共和国刑法",
    "Criminal Law",
    (Version("2015", "主席令第30号修正", days("2015-11-01"), status="secondary"),),
)
