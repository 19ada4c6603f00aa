"""What a rehearsal court's clock says, for the programs that play institutions in it."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from zhixing.courts.queries import clock_for, find_court_by_code
from zhixing.platform.database.scope import Scope, open_scope


@require_safe
def rehearsal_clock(request: HttpRequest, code: str) -> JsonResponse:
    """Tell the driven instant of a rehearsal court; a live court's clock is nobody's to ask."""
    with open_scope(Scope.system()):
        court = find_court_by_code(code)
        if court is None or not court.is_rehearsal:
            return JsonResponse({"error": "no-such-rehearsal"}, status=404)
        now = clock_for(court.court_no).now()
    return JsonResponse({"now": now.isoformat()})
