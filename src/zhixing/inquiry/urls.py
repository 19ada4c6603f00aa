"""The addresses that institutions call: one for each profile that speaks SOAP."""

from __future__ import annotations

from django.urls import path

from zhixing.inquiry.endpoint import wire_endpoint
from zhixing.inquiry.wire.profile import list_profiles

urlpatterns = [
    path(
        profile.service.path.lstrip("/"),
        wire_endpoint,
        {"code": profile.code},
        name=f"wire-{profile.code}",
    )
    for profile in list_profiles()
    if profile.service is not None
]
