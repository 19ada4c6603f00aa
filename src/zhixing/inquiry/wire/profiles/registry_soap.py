"""Real-estate registries since 2020 (不动产登记机构): SOAP, elements in Base64 of UTF-8.

A request names the person and, for a control, units (不动产单元) instead of accounts. The
registry answers a query in the same poll. It answers a control when its own case is opened,
and may send the contrary later: what it says first is provisional.

Measure 13 is a gap: queued sealing (轮候查封) is asked for as a sealing, and the registry
queues it behind those that stand. Namespace, operations and arguments are attested, the names
of the service and its path are this platform's own.

Law: 民事诉讼法 art. 255 (sealing with an assistance notice to the registry).
"""

from __future__ import annotations

from zhixing.inquiry.wire.model import Channel, IdType, Measure
from zhixing.inquiry.wire.profile import Operation, Purpose, Service, Style, WireProfile, fields

_PERSON = fields("CXQQDH XZ XM GJ ZJZL ZJH FZJG FYMC CBR AH CKH GZZBH GWZBH")
_FEED = ("usermarker", "feedbackinfo")
_FETCH = ("usermarker", "wsbhinfo")

PROFILE = WireProfile(
    code="REG-SOAP",
    title_zh="不动产登记查控（SOAP，2020年起）",
    title_en="Real-estate registry query and control (SOAP, since 2020)",
    channel=Channel.REG_SOAP,
    style=Style.ELEMENT,
    charset="utf-8",
    value_depth=1,
    binary_depth=2,
    document_depth=1,
    date_format="%Y/%m/%d",
    time_format="%Y/%m/%d %H:%M:%S",
    id_types={
        IdType.RESIDENT_ID: "1",
        IdType.HK_MACAO_TAIWAN_PERMIT: "2",
        IdType.PASSPORT: "3",
        IdType.HOUSEHOLD_BOOK: "4",
        IdType.MILITARY_CARD: "5",
        IdType.ORGANISATION_CODE: "6",
        IdType.BUSINESS_LICENCE: "7",
        IdType.CREDIT_CODE: "8",
        IdType.OTHER: "99",
    },
    measures={
        Measure.SEAL: "11",
        Measure.SEAL_RENEW: "12",
        Measure.SEAL_RELEASE: "14",
        Measure.TITLE_TRANSFER: "15",
    },
    capability=frozenset({Measure.SEAL, Measure.SEAL_RENEW, Measure.SEAL_RELEASE}),
    query_fields=(*_PERSON, "WSBH"),
    control_fields=_PERSON,
    line_fields=fields("BDCQLLX BDCDYH ZL BDCQZH KZCS CKWH KSRQ JSRQ YDJAH YDJDH YWH YCFYWH DJJG"),
    list_error_fields=("ErrorMSG",),
    ack_error_fields=("errMsg",),
    lines_tag="BDCQLLIST",
    max_request_no_bytes=20,
    writ_set_required=False,
    one_measure_per_request=True,
    service=Service(
        namespace="http://ip.service.webService.ckw.tdh/",
        name="BdcConvertDataService",
        port="BdcConvertDataPort",
        port_type="BdcConvertDataHandle",
        path="/ckwWebServiceCloud/BdcConvertData",
    ),
    operations=(
        Operation("cxBdcQL", Purpose.POLL_QUERIES, ("usermarker",)),
        Operation("kzBdcQL", Purpose.POLL_CONTROLS, ("usermarker",)),
        Operation("kzwsInfo", Purpose.FETCH_WRITS, _FETCH),
        Operation("zjInfo", Purpose.FETCH_CREDENTIALS, _FETCH),
        Operation("feedBdcQL", Purpose.FEED_QUERY, _FEED),
        Operation("feedkzBdcQL", Purpose.FEED_CONTROL, _FEED),
        Operation("feedkzhzBdcQL", Purpose.FEED_CONTROL, _FEED),
    ),
)
