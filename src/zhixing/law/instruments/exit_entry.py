"""中华人民共和国出境入境管理法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "EXIT-ENTRY",
    "中华人民共和国出境入境管理法",
    "Exit and Entry Administration Law",
    (Version("2012", "主席令第57号", days("2013-07-01")),),
)
