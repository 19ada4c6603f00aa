"""The platform's settings with the HTTP API among the open doors."""

from zhixing.config.settings import *  # noqa: F403
from zhixing.config.settings import INSTALLED_APPS

if "zhixing.api" not in INSTALLED_APPS:
    INSTALLED_APPS.append("zhixing.api")
    ROOT_URLCONF = "benchmarks.urls"
