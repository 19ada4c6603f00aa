"""The platform's settings, with the HTTP API's own table where they leave it out."""

from zhixing.config.settings import *  # noqa: F403
from zhixing.config.settings import INSTALLED_APPS

if "zhixing.api" not in INSTALLED_APPS:
    INSTALLED_APPS.append("zhixing.api")
