"""The web program's entry: static files, the calls of institutions, then all the pages."""

import gc
import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
_platform: Any = get_asgi_application()

from zhixing.inquiry.wire_first import WireFirst  # noqa: E402 - Django must be set up
from zhixing.platform.web.static_first import StaticFirst  # noqa: E402

application = StaticFirst(WireFirst(_platform))

# What is loaded now stays; looking through it ever again cost a batch filing a fifth of its time.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
