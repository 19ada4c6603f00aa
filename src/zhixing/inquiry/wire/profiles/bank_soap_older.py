"""Banks point to point before 2016 (点对点): the same SOAP service with fewer attributes.

Data travels as since 2016; what differs is said here. A request says the person's country and
the place of issue (GJ, FZJG) in place of the court's code and the writ set, numbers have twenty
places, kinds of identity two digits, and one operation (``wsInfo``) fetches the writs of a query
and of a control alike, by the number of the request. Of the two-digit kinds only the resident
identity card is attested; anything else goes by letter. Financial products are not attested.

Law: 法释〔2013〕20号 (network query and control of deposits).
"""

from __future__ import annotations

from dataclasses import replace

from zhixing.inquiry.wire.model import IdType
from zhixing.inquiry.wire.profile import fields
from zhixing.inquiry.wire.profiles.bank_soap_2016 import PROFILE as SINCE_2016
from zhixing.inquiry.wire.profiles.bank_soap_2016 import SERVICE

_PERSON = fields("BDHM LB XZ XM GJ ZJLX DSRZJHM FZJG FYMC CBR YHDH AH GZZBH GWZBH CKH")

PROFILE = replace(
    SINCE_2016,
    code="BANK-SOAP-1",
    title_zh="银行点对点查控（SOAP，2016年前）",
    title_en="Bank query and control, point to point (SOAP, before 2016)",
    id_types={IdType.RESIDENT_ID: "01"},
    query_fields=(*_PERSON, "CKKSSJ", "CKJSSJ"),
    control_fields=(*_PERSON, "LXFS", "BEIZ"),
    line_fields=fields(
        "CCXH KZLX KZCS KHZH GLZHHM CCLB KHWD KHWDDM KZNR BZ JE KSRQ JSRQ CKWH"
        " ZXKZHHM ZXKZHKHH ZXKZHKHHHH ZXKZHZH ZXKZHLX YDJDH YDJAH"
    ),
    max_request_no_bytes=20,
    writ_set_required=False,
    service=replace(SERVICE, path="/ckwWebService/SyyhConvertData"),
)
