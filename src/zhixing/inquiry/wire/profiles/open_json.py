"""The open profile of the platform's own: JSON over HTTPS, signed; attested by nobody else.

Codes are the canonical model's own names. A service is named so that the institutions of
this profile count as being on the wire; its path is the root of the addresses.
"""

from __future__ import annotations

from zhixing.inquiry.wire.model import Channel, IdType, Measure
from zhixing.inquiry.wire.profile import Service, Style, WireProfile

PROFILE = WireProfile(
    code="OPEN-JSON-1",
    title_zh="开放接口（本平台自定）",
    title_en="Open interface (this platform's own)",
    channel=Channel.OPEN_JSON,
    style=Style.OBJECT,
    charset="utf-8",
    value_depth=0,
    binary_depth=1,
    document_depth=0,
    date_format="%Y-%m-%d",
    time_format="%Y-%m-%dT%H:%M:%S%z",
    id_types={kind: kind.value for kind in IdType},
    measures={measure: measure.value for measure in Measure},
    capability=frozenset({Measure.FREEZE, Measure.RENEW, Measure.RELEASE, Measure.TRANSFER}),
    query_fields=(),
    control_fields=(),
    line_fields=(),
    list_error_fields=(),
    ack_error_fields=(),
    max_request_no_bytes=30,
    service=Service(namespace="", name="open", port="", port_type="", path="/wire/open/v1"),
)
