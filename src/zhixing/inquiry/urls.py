"""The addresses that institutions call."""

from __future__ import annotations

from django.urls import path

from zhixing.inquiry.endpoint import bank_endpoint

urlpatterns = [
    path("ckwWebServiceCloud/SyyhConvertData", bank_endpoint, name="bank_soap"),
]
