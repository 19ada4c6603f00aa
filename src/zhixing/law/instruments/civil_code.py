"""中华人民共和国民法典：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "CIVIL-CODE",
    "中华人民共和国民法典",
    "Civil Code",
    (Version("2020", "主席令第45号", days("2021-01-01"), status="secondary"),),
)
