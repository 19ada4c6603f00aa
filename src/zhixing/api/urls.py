"""The addresses of the API, and a problem document for every other one below it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from zhixing.api.application import assemble
from zhixing.api.problems import not_found
from zhixing.api.topics import topic_urls

api = assemble()


@csrf_exempt
def nothing_here(request: HttpRequest, **_: Any) -> HttpResponse:
    """Say that no route stands at this address."""
    return not_found().respond()


urlpatterns = [*topic_urls(), path("", api.urls), re_path(r"^.*$", nothing_here)]
