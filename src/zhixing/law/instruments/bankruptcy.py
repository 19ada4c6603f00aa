"""中华人民共和国企业破产法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "BANKRUPTCY",
    "中华人民共和国企业破产法",
    "Enterprise Bankruptcy Law",
    (Version("2006", "主席令第54号", days("2007-06-01")),),
)
