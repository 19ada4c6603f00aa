"""Banks nation-wide by ZIP packages over a directory or SFTP (总对总前置机), since 2016.

The same rows as over SOAP, in plain UTF-8: no layers around values or documents, one layer
around pictures and papers. A package holds requests, writs and cards; feedback of queries comes
in one package for a batch, feedback of controls in one for a request.

Law: 法释〔2013〕20号 (network query and control of deposits); 法〔2015〕321号, technical annex.
"""

from __future__ import annotations

from dataclasses import replace

from zhixing.inquiry.wire.model import Channel
from zhixing.inquiry.wire.profiles.bank_soap_2016 import PROFILE as OVER_SOAP

PROFILE = replace(
    OVER_SOAP,
    code="BANK-FILE-2",
    title_zh="银行总对总查控（文件包，2016年起）",
    title_en="Bank query and control, nation-wide (file packages, since 2016)",
    channel=Channel.BANK_FILE,
    charset="utf-8",
    value_depth=0,
    binary_depth=1,
    document_depth=0,
    service=None,
    operations=(),
    is_by_packages=True,
)
