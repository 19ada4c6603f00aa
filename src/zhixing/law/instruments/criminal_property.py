"""最高人民法院关于刑事裁判涉财产部分执行的若干规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "CRIMINAL-PROPERTY",
    "最高人民法院关于刑事裁判涉财产部分执行的若干规定",
    "Provisions on Enforcing the Property Part of Criminal Judgments",
    (Version("2014", "法释〔2014〕13号", days("2014-11-06")),),
)
