"""最高人民法院关于公证债权文书执行若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "NOTARIAL",
    "最高人民法院关于公证债权文书执行若干问题的规定",
    "Provisions on Enforcing Notarial Debt Instruments",
    (Version("2018", "法释〔2018〕18号", days("2018-10-01")),),
)
