"""Banks nation-wide since 2016 (总对总): SOAP, attributes in Base64 of GBK.

Law: 法释〔2013〕20号 (network query and control of deposits); 法〔2015〕321号, technical annex.
The full table of five-digit identity types is not public: only the attested ones are here.
"""

from __future__ import annotations

from zhixing.inquiry.wire.model import Channel, IdType, Measure
from zhixing.inquiry.wire.profile import Operation, Purpose, Service, Style, WireProfile, fields

_PERSON = fields("BDHM LB XZ XM ZJLX DSRZJHM FYMC FYDM CBR YHDH AH GZZBH GWZBH CKH")

SERVICE = Service(
    namespace="http://syyh.service.webService.ckw.tdh/",
    name="SyyhConvertDataService",
    port="SyyhConvertDataPort",
    port_type="SyyhConvertDataHandle",
    path="/ckwWebServiceCloud/SyyhConvertData",
)

_WIDE: dict[int, str] = {
    2: "KZCS KZNR KZZT",
    8: "CCXH",
    10: "SFJH",
    19: "KSRQ JSRQ CSKSRQ CSJSRQ",
    20: "CCLB KHWDDM ZCLX JLDW CPXSZL BZ JE SE ZXKZHLX YE KYYE DJXE SKJE SKSE CESKJE",
    30: "KHZH GLZHHM DQH JRCPBH ZXKZHKHHHH YDJDH",
    40: "ZCMC",
    50: "LCZH ZJHKZH CKWH ZXKZHZH YDJAH",
    100: "KHWD ZXKZHHM ZXKZHKHH WNKZYY",
    1000: "BEIZ",
}
WIDTHS = {name: width for width, names in _WIDE.items() for name in fields(names)}
"""How wide each field of control requests and of feedback is (annex, inferred from columns)."""

PROFILE = WireProfile(
    code="BANK-SOAP-2",
    title_zh="银行总对总查控（SOAP，2016年起）",
    title_en="Bank query and control, nation-wide (SOAP, since 2016)",
    channel=Channel.BANK_SOAP,
    style=Style.ATTRIBUTE,
    charset="gbk",
    value_depth=1,
    binary_depth=2,
    document_depth=1,
    date_format="%Y/%m/%d",
    time_format="%Y/%m/%d %H:%M:%S",
    id_types={
        IdType.RESIDENT_ID: "10100",
        IdType.BUSINESS_LICENCE: "20500",
        IdType.ORGANISATION_CODE: "20600",
        IdType.CREDIT_CODE: "24100",
    },
    measures={
        Measure.FREEZE: "01",
        Measure.RENEW: "02",
        Measure.QUEUE: "03",
        Measure.RELEASE: "04",
        Measure.RELEASE_QUEUED: "05",
        Measure.TRANSFER: "06",
        Measure.WITHDRAW_INCOME: "07",
        Measure.FREEZE_TRANSFER: "08",
    },
    capability=frozenset({Measure.FREEZE, Measure.RENEW, Measure.RELEASE, Measure.TRANSFER}),
    query_fields=(*_PERSON, "CKKSSJ", "CKJSSJ", "WSBH"),
    control_fields=(*_PERSON, "LXFS", "BEIZ"),
    line_fields=fields(
        "CCXH KZLX KZCS KHZH GLZHHM CCLB KHWD KHWDDM ZCMC ZCLX CPXSZL DQH JRCPBH LCZH"
        " ZJHKZH JLDW KZNR BZ SE JE KSRQ JSRQ SFJH CKWH ZXKZHHM ZXKZHKHH ZXKZHKHHHH"
        " ZXKZHZH ZXKZHLX YDJDH YDJAH"
    ),
    list_error_fields=("errorMsg", "ErrorMSG"),
    ack_error_fields=("errMsg", "errorMsg"),
    aliases={"ZHXH": "CCXH", "ZHLB": "CCLB", "GLZHMC": "GLZHHM"},
    widths=WIDTHS,
    service=SERVICE,
    operations=(
        Operation("getXzcxList", Purpose.POLL_QUERIES, ("arg0",)),
        Operation("getXzkzList", Purpose.POLL_CONTROLS, ("arg0",)),
        Operation("cxwsInfo", Purpose.FETCH_QUERY_WRITS),
        Operation("kzwsInfo", Purpose.FETCH_CONTROL_WRITS),
        Operation("wsInfo", Purpose.FETCH_WRITS),
        Operation("zjInfo", Purpose.FETCH_CREDENTIALS),
        Operation("shfeedXzcxInfo", Purpose.FEED_QUERY),
        Operation("shfeedXzkzInfo", Purpose.FEED_CONTROL),
        Operation("shfeedXzcxwlxxInfo", Purpose.FEED_LEDGER),
        Operation("htInfo", Purpose.FEED_REJECTION),
    ),
)
