"""Writes requests and their documents in the words of the canonical model.

Money is decimal text, days are ISO, a term carries its first and last day. What is empty is
left out.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from zhixing.inquiry.wire.bank_out import EncodedBatch
from zhixing.inquiry.wire.model import (
    AssistanceRequest,
    ControlLine,
    Credential,
    Kind,
    Measure,
    Officer,
    Subject,
    Writ,
)
from zhixing.inquiry.wire.openjson.checking import check_request
from zhixing.inquiry.wire.preflight import Quarantine
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.kernel.canonical import canonical
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Impossible

Object = dict[str, Any]


def encode_requests(
    kind: Kind,
    requests: Iterable[AssistanceRequest],
    profile: WireProfile,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
) -> EncodedBatch:
    """Write the requests that may go into one answer to a poll; the others are kept back."""
    ready, held = {}, []
    for request in requests:
        if request.kind is not kind:
            raise Impossible(f"{request.external_no} is no {kind}")
        obstacles = check_request(request, profile, capability, with_documents=with_documents)
        if obstacles:
            held.append(Quarantine(request, obstacles))
        else:
            ready[request.external_no] = request_object(request)
    payload = canonical({"kind": kind, "requests": list(ready.values())}).decode()
    return EncodedBatch(payload, tuple(ready), tuple(held))


def request_object(request: AssistanceRequest) -> Object:
    """Give a request without its documents."""
    return _filled(
        {
            "requestNo": request.external_no,
            "kind": request.kind.value,
            "institution": request.institution_code,
            "writSetNo": request.writ_set_no,
            "caseNo": request.case_no,
            "court": _filled({"name": request.court.name, "code": request.court.code}),
            "officers": [_officer(o) for o in request.officers],
            "subject": _subject(request.subject),
            "noticeTitle": request.notice_title,
            "remark": request.remark,
            "ledgerPeriod": _period(request.ledger_period),
            "lines": [_line(line) for line in request.lines],
        }
    )


def documents_object(number: str, writs: Iterable[Writ], cards: Iterable[Credential]) -> Object:
    """Give the documents and the officers' cards of a request."""
    return {
        "requestNo": number,
        "documents": [_writ(w) for w in writs],
        "credentials": [_credential(c) for c in cards],
    }


def _filled(values: Object) -> Object:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _money(value: Fen | None) -> str | None:
    return None if value is None else value.yuan


def _period(days: Days | None) -> Object | None:
    if days is None:
        return None
    return _filled({"from": days.start.isoformat(), "to": _last(days)})


def _last(days: Days) -> str | None:
    return None if days.last is None else days.last.isoformat()


def _officer(officer: Officer) -> Object:
    return _filled(
        {
            "name": officer.name,
            "phone": officer.phone,
            "address": officer.address,
            "workCardNo": officer.work_card_no,
            "dutyCardNo": officer.duty_card_no,
        }
    )


def _subject(subject: Subject) -> Object:
    return _filled(
        {
            "name": subject.name,
            "idType": subject.id_type.value,
            "idNo": subject.id_no,
            "countryRegion": subject.country_region,
            "idIssuePlace": subject.id_issue_place,
        }
    )


def _line(line: ControlLine) -> Object:
    account, asset, unit, fund, origin = (
        line.account,
        line.asset,
        line.unit,
        line.case_fund,
        line.origin,
    )
    numbers = (account and account.no, unit and unit.unit_no, asset and asset.product_no)
    identifier = next((number for number in numbers if number), "")
    return _filled(
        {
            "lineNo": str(line.line_no),
            "target": line.target.value,
            "measure": line.measure.value,
            "scope": line.scope.value if line.scope else None,
            "kind": asset.type_text if asset else "",
            "identifier": identifier,
            "name": asset.name if asset else unit.location if unit else "",
            "currency": line.currency,
            "amount": _money(line.amount),
            "quantity": None if line.quantity is None else str(line.quantity),
            "unit": asset.unit if asset else "",
            "withIncome": line.with_income or None,
            "keepFree": _money(line.keep_free),
            "term": _period(line.term),
            "rulingNo": line.ruling_no,
            "caseFund": fund
            and _filled(
                {
                    "name": fund.name,
                    "bank": fund.bank,
                    "bankNo": fund.bank_no,
                    "accountNo": fund.account_no,
                }
            ),
            "origin": origin
            and _filled(
                {
                    "requestNo": origin.request_no,
                    "caseNo": origin.case_no,
                    "institutionRef": origin.institution_ref,
                }
            ),
            "transferees": [
                {"name": t.name, "idType": t.id_type.value, "idNo": t.id_no}
                for t in line.transferees
            ],
        }
    )


def _writ(writ: Writ) -> Object:
    return {
        "category": writ.category,
        "fileName": writ.file_name,
        "extension": writ.extension,
        "sha256": hashlib.sha256(writ.content).hexdigest(),
        "content": base64.b64encode(writ.content).decode(),
    }


def _credential(card: Credential) -> Object:
    return _filled(
        {
            "officerName": card.officer_name,
            "workCardNo": card.work_card_no,
            "workCardFormat": card.work_card_format,
            "workCardImage": base64.b64encode(card.work_card_image).decode(),
            "dutyCardNo": card.duty_card_no,
            "dutyCardFormat": card.duty_card_format,
            "dutyCardImage": base64.b64encode(card.duty_card_image).decode(),
        }
    )
