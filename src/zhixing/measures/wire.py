"""The police's call-back: a person was met. Kept as evidence first, then recorded once."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zhixing.cases.queries import find_subject
from zhixing.courts import queries as courts
from zhixing.kernel.refusal import Refusal
from zhixing.measures.look_outs import record_hit
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.store import put

MOST_BYTES = 1_000_000


@csrf_exempt
@require_POST
def police_hit(request: HttpRequest, look_out: UUID) -> JsonResponse:
    """Take a hit on a look-out, signed with the secret shared with the police inbox.

    The body is stored as it came before it is read. A repeat is answered like the
    first report; nothing of where else the person was is asked or kept.
    """
    body = request.body
    if len(body) > MOST_BYTES or not _is_signed(body, request.headers.get("X-Signature", "")):
        return JsonResponse({"error": "signature-wrong"}, status=401)
    with open_scope(Scope.system()):
        found = find_subject(look_out)
    if found is None:
        return JsonResponse({"error": "look-out-unknown"}, status=404)
    court_no, case = found
    with open_scope(Scope.of_court(court_no, court_no)):
        put(court_no, body, "application/json")
    told = _read(body)
    if told is None:
        return JsonResponse({"error": "unreadable"}, status=422)
    place = str(told.get("place") or "")[:120]
    reporter = str(told.get("reported_by") or "公安机关")[:60]
    try:
        with open_scope(Scope.of_court(court_no, court_no)):
            on = courts.get_legal_day(court_no, courts.clock_for(court_no).now())
            system = courts.get_system_principal(court_no)
            record_hit(case, look_out, place, reporter, on, by=system)
    except Refusal as refusal:
        return JsonResponse(refusal.to_fields(), status=409)
    return JsonResponse({"taken": True})


def _is_signed(body: bytes, given: str) -> bool:
    secret = settings.ZX_POLICE_SECRET
    if not secret:
        return False
    mark = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={mark}", given)


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
