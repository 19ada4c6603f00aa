"""What the fields of feedback are called, and which may be shown without stating a purpose.

Shown openly is only what is listed so: amounts, days, states, running numbers. Whatever is not
listed is taken for something about a person and covered until a purpose is stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_OPEN: Final = """
BDHM 请求编号 request number
CXQQDH 请求编号 request number
CCXH 序号 line
XH 序号 number in the set
CSXH 措施序号 measure's number
ZCXH 资产序号 asset's number
WLXH 流水序号 movement's number
QLXH 权利序号 right's number
GLXH 子账户序号 sub-account's number
CCLB 账户类别 class of account
ZHZT 账户状态 state of account
KHRQ 开户日期 opened
XHRQ 销户日期 closed
BZ 币种 currency
YE 余额 balance
KYYE 可用余额 available balance
FKSJ 反馈时间 time of feedback
ZCMC 资产名称 product's name
ZCLX 资产类型 product's type
CPXSZL 销售种类 kind of sale
DQH 地区号 region
JRCPBH 产品编号 product number
ZCKFJY 可否交易 tradable
ZCJYXZ 交易限制 restriction
XZXCRQ 限制消除日 restricted until
CLR 成立日 established on
SHR 赎回日 redeemable
JLDW 计量单位 unit
ZCDWJG 单价 unit price
SE 数额 quantity
KYSE 可用数额 available quantity
ZCZJE 资产总额 total
DJJZRQ 冻结截止日 frozen until
DJJG 冻结或登记机关 authority or registry
DJWH 文号 document number
DJJE 冻结金额 amount frozen
JYZL 交易种类 kind of movement
JE 金额 amount
JYSJ 交易时间 time
QLLX 权利类型 kind of right
QLJE 权利金额 amount of the right
KZNR 控制内容 scope controlled
KZZT 控制状态（1已控，2未控） controlled (1) or not (2)
CSKSRQ 措施起 from
CSJSRQ 措施止 until
DJXE 冻结限额 limit asked for
SKJE 实际控制金额 actually controlled
SKSE 实际控制数额 units controlled
CESKJE 超额控制金额 controlled above the limit
WNKZYY 未能控制原因 why not controlled
XCHTYY 退回原因 reason for rejecting
WSLB 文书类别 class of document
WJMC 文件名 file name
WJLX 文件类型 file type
MD5 MD5 MD5
RESULT 结果代码 result code
MESSAGE 结果说明 result in words
BDCQLLX 不动产权利类型 kind of right
JZMJ 建筑面积 floor area
GHYT 规划用途 planned use
DYFS 抵押方式 kind of mortgage
BDBZZQSE 被担保债权数额 secured claim
ZWLXQSSJ 债务起 debt from
ZWLXJSSJ 债务止 debt until
CFJG 查封机关 sealing authority
CFLX 查封类型 kind of sealing
CFWH 查封文号 sealing document
CFQSSJ 查封起 sealed from
CFJSSJ 查封止 sealed until
CFYWH 查封业务号 register's number of the sealing
YWH 业务号 register's number
DQDM 地区代码 district
GYFS 共有方式 kind of co-ownership
QLBL 权利比例 share
YGDJZL 预告登记种类 kind of pre-notice
CXQQSJ 查询时间 time of query
FSSJ 发送时间 sent at
ZZQQDH 总请求号 number of the message
CREATETIME 报文时间 time of the message
RESPONSECODE 报文代码 code of the message
RESPONSEINFO 报文说明 message in words
SXH 顺序号 running number
ZDMJ 宗地面积 area of the parcel
MJDW 面积单位 unit of area
YT 用途 use
QLXZ 权利性质 nature of the right
SYQMJ 使用权面积 area of use
SYQQSSJ 使用权起 use from
SYQJSSJ 使用权止 use until
ZYJZMJ 专有建筑面积 own floor area
FTJZMJ 分摊建筑面积 shared floor area
FWXZ 房屋性质 nature of the house
JGSJ 竣工时间 completed
TDSYQSSJ 土地使用起 use of the land from
TDSYJSSJ 土地使用止 use of the land until
ZCS 总层数 floors
YHLXA 用海类型A use of the sea (A)
YHLXB 用海类型B use of the sea (B)
HDYT 海岛用途 use of the island
GJZWGHYT 构筑物规划用途 planned use of the structure
GJZWMJ 构筑物面积 area of the structure
TDHYSYQSSJ 土地海域使用起 use of land or sea from
TDHYSYJSSJ 土地海域使用止 use of land or sea until
LDSYQSSJ 林地使用起 use of the forest land from
LDSYJSSJ 林地使用止 use of the forest land until
LDSYQXZ 林地使用权性质 nature of the forest right
DYBDCLX 抵押不动产类型 kind of what is mortgaged
SFCZR 是否持证人 holds the certificate
QLRLX 权利人类型 kind of holder
QSZT 权属状态 state of the right
BDCLX 不动产类型 kind of real estate
DJRQ 登记日期 put on file on
requestNo 请求编号 request number
messageId 报文编号 message number
sentAt 发送时间 sent at
said 反馈内容 what is said
outcome 结果 outcome
isComplete 是否完整 is complete
line 序号 line
kind 种类 kind
seq 序号 number
status 状态 state
statusText 状态 state
currency 币种 currency
value 价值 value
balance 余额 balance
available 可用 available
amount 金额 amount
limit 限额 limit
actual 实际控制 actually controlled
excess 超额 above the limit
quantity 数量 quantity
unit 单位 unit
from 自 from
until 至 until
actualFrom 起 from
actualTo 止 until
registeredOn 登记日 registered on
authority 机关 authority
exempt 依法豁免 exempt by law
recordNo 记录号 record number
result 结果 result
reason 原因 reason
reasonCode 原因代码 reason code
md5 MD5 MD5
sha256 SHA-256 SHA-256
mediaType 文件类型 media type
use 用途 use
contributionBase 缴费基数 contribution base
"""
_COVERED: Final = """
KHZH 账号 account
ZHXH 账户序号 account's number
KHWD 开户网点 branch
KHWDDM 网点代码 branch code
GLZJZH 关联资金账户 linked fund account
TXDZ 通讯地址 address
YZBM 邮编 postcode
LXDH 联系电话 phone
BEIZ 备注 remark
LCZH 理财账号 wealth account
ZJHKZH 资金回款账户 payout account
ZCGLR 管理人 manager
ZYQR 质权人 pledgee
TGR 托管人 custodian
SYR 受益人 beneficiary
TGZH 托管账户 custody account
ZJLX 借贷方向或证件类型 direction, or kind of identity
JYLSH 交易流水号 serial number
ZCKZXM 对方户名 counterparty
ZCKZH 对方账号 counterparty's account
ZCKZHKHH 对方开户行 counterparty's bank
JYDSYHHH 对方行号 counterparty's bank number
JYDSZJLX 对方证件类型 counterparty's kind of identity
JYDSZJHM 对方证件号码 counterparty's identity number
JYDSTXDZ 对方地址 counterparty's address
JYDSYZBM 对方邮编 counterparty's postcode
JYDSLXDH 对方电话 counterparty's phone
QLR 权利人 holder
QLRMC 权利人名称 holder's name
QLRDZ 权利人地址 holder's address
QLRLXFS 权利人联系方式 holder's contact
ZKHZH 主账户 parent account
GLZHLB 子账户类别 class of sub-account
GLZHHM 子账户 sub-account
XCHTBZ 退回备注 remark on rejecting
XCHTR 退回联系人 contact
XCHTDH 退回联系电话 contact's phone
XM 姓名或名称 name
ZJZL 证件种类 kind of identity
ZJH 证件号码 identity number
ZJHM 证件号码 identity number
BDCDYH 不动产单元号 unit number
BDCQZH 不动产权证号 certificate number
BDCDJZMH 登记证明号 registration number
ZL 坐落 location
FDZL 房地坐落 location
DYR 抵押人 mortgagor
DYQR 抵押权人 mortgagee
GYQK 共有情况 co-ownership
DJR 登记人 put on file by
DIGITALSIGN 数字签名 signature
XMMC 项目名称 project
YHWZSM 用海位置 place at sea
HDMC 海岛名称 island
HDWZ 海岛位置 place of the island
QZYSXLH 权证印刷序列号 printed number of the certificate
FZJG 发证机关 issuing authority
SSHY 所属行业 trade
GJ 国家或地区 country or region
HJSZSS 户籍所在省市 province of residence
XB 性别 sex
DH 电话 phone
DZ 地址 address
YB 邮编 postcode
GZDW 工作单位 employer
DZYJ 电子邮件 e-mail
WSNR 文书内容 document
identifier 编号 identifier
name 名称 name
location 所在 location
holder 权利人 holder
holderShare 份额 share
accountNo 账号 account
contact 联系 contact
phone 电话 phone
address 地址 address
beneficiary 受益人 beneficiary
insured 被保险人 insured
certificateNo 证书号 certificate number
frameNo 车架号 frame number
remark 备注 remark
content 文书内容 document
"""


def _read(table: str) -> dict[str, tuple[str, str]]:
    found = {}
    for line in table.split("\n"):
        if line:
            code, zh, en = line.split(" ", 2)
            found[code.upper()] = (zh, en)
    return found


_OPEN_WORDS: Final[Mapping[str, tuple[str, str]]] = _read(_OPEN)
_WORDS: Final[Mapping[str, tuple[str, str]]] = _read(_COVERED) | dict(_OPEN_WORDS)


def words_of(code: str) -> tuple[str, str]:
    """Give what a field is called; one not known by its own name.

    >>> words_of("KYYE")
    ('可用余额', 'available balance')
    """
    return _WORDS.get(code.upper(), (code, code))


def is_open(code: str) -> bool:
    """Say whether a field may be shown to whoever sees the case, without a purpose.

    >>> is_open("YE"), is_open("KHZH"), is_open("SOMETHING")
    (True, False, False)
    """
    return code.upper() in _OPEN_WORDS
