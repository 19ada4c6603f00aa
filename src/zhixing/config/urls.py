"""Which doors are open, and under which address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhixing.desk.urls")),
]

handler400 = "zhixing.desk.gate.refuse_malformed"
handler403 = "zhixing.desk.gate.refuse_forbidden"
handler404 = "zhixing.desk.gate.not_found"
handler500 = "zhixing.desk.gate.broken"
