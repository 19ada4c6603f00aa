"""The web program's entry: static files first, then the platform with its event streams."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
_platform = get_asgi_application()

from zhixing.platform.web.static_first import StaticFirst  # noqa: E402 - Django must be set up

application = StaticFirst(_platform)
