"""中华人民共和国税收征收管理法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "TAX-COLLECTION",
    "中华人民共和国税收征收管理法",
    "Tax Collection Law",
    (Version("2001", "主席令第49号", days("2001-05-01"), status="memory"),),
)
