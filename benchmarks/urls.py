"""Every open door, and the HTTP API."""

from django.urls import include, path

from zhixing.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from zhixing.config.urls import urlpatterns as doors

urlpatterns = [path("api/v1/", include("zhixing.api.urls")), *doors]
