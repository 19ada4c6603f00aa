"""The addresses of the open profile, below ``/wire/open/v1/``."""

from __future__ import annotations

from django.urls import path

from zhixing.inquiry import open_endpoint as door

urlpatterns = [
    path("openapi.json", door.openapi, name="open-document"),
    path("schemas/<slug:name>.json", door.schema, name="open-schema"),
    path("keys", door.keys, name="open-keys"),
    path("polls", door.poll, name="open-poll"),
    path("requests/<str:number>/documents", door.documents, name="open-documents"),
    path("feedbacks", door.feedback, name="open-feedback"),
    path("feedbacks/<str:key>", door.receipt, name="open-receipt"),
    path("notices", door.notice, name="open-notice"),
    path("receipts", door.receipts, name="open-receipts"),
]
