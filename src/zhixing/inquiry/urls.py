"""The addresses that institutions call: one for each profile that speaks SOAP."""

from __future__ import annotations

from django.urls import include, path

from zhixing.inquiry.endpoint import test_book, wire_endpoint
from zhixing.inquiry.wire.profile import Style, list_profiles

urlpatterns = [
    path("wire/testbook.zip", test_book, name="wire-testbook"),
    path("wire/open/v1/", include("zhixing.inquiry.open_urls")),
    *(
        path(
            profile.service.path.lstrip("/"),
            wire_endpoint,
            {"code": profile.code},
            name=f"wire-{profile.code}",
        )
        for profile in list_profiles()
        if profile.service is not None and profile.style is not Style.OBJECT
    ),
]
