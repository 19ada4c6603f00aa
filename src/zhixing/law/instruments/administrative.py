"""中华人民共和国行政强制法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "ADMIN-ENFORCEMENT",
    "中华人民共和国行政强制法",
    "Administrative Enforcement Law",
    (Version("2011", "主席令第49号", days("2012-01-01")),),
)
