"""法人和其他组织统一社会信用代码编码规则（GB 32100）：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "GB-32100",
    "法人和其他组织统一社会信用代码编码规则（GB 32100）",
    "Unified Social Credit Code (GB 32100)",
    (Version("2015", "GB 32100—2015", days("2015-10-01"), status="memory"),),
)
