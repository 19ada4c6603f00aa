"""The Wu case (2013–2017): a real enforcement, relived in a rehearsal court.

Dates and figures are those of the published report. What the report does not give is
invented and listed in ``INVENTED``; all names, numbers and accounts are invented.
"""

from __future__ import annotations

INVENTED = (
    "送达日2015-09-21、生效日2015-10-09、立案日2015-10-09；判决未确定履行期间",
    "约定利率年6%、借条金额与转本金额、案件受理费4,900元",
    "两名当事人及亲属的姓名、证件号码、住址与账户；承办人与各岗位人员",
    "执行通知、报告财产令的发出日，首次传唤日，布控政策的文号与复核日",
)
"""What the report does not say and this replay had to invent."""
