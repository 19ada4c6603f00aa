"""The API alone, as the house mounts it."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("zhixing.api.urls"))]
