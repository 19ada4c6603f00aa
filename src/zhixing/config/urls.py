"""Which doors are open, and under which address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from zhixing.courts.wire import rehearsal_clock
from zhixing.measures.wire import police_hit

urlpatterns: list[URLPattern | URLResolver] = [
    path("wire/clock/<slug:code>", rehearsal_clock, name="rehearsal-clock"),
    path("wire/police/<uuid:look_out>", police_hit, name="police-hit"),
    path("", include("zhixing.inquiry.urls")),
    path("api/v1/", include("zhixing.api.urls")),
    path("", include("zhixing.portal.urls")),
    path("", include("zhixing.desk.urls")),
]

handler400 = "zhixing.desk.gate.refuse_malformed"
handler403 = "zhixing.desk.gate.refuse_forbidden"
handler404 = "zhixing.desk.gate.not_found"
handler500 = "zhixing.desk.gate.broken"
