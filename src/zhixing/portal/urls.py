"""The portal's addresses: open to everybody; behind two of them stands a signed link."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from zhixing.portal.pages import institutions, law, mine, pay

app_name = "portal"

urlpatterns = [
    path("institutions/", require_safe(institutions.ranking), name="institutions"),
    path("law/", require_safe(law.index), name="law"),
    path("law/rules/<slug:code>/", require_safe(law.rule), name="rule"),
    path(
        "law/texts/<slug:code>/<slug:version>/<str:number>/",
        require_safe(law.article),
        name="article",
    ),
    path(
        "mine/<str:token>/",
        require_http_methods(["GET", "HEAD", "POST"])(mine.mine),
        name="mine",
    ),
    path("pay/<str:token>/", require_safe(pay.pay), name="pay"),
    path("law/<slug:name>/", require_safe(law.calculate), name="topic"),
]
