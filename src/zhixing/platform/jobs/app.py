"""The queue's application object, and the discovery of every room's tasks and reactions."""

from __future__ import annotations

import procrastinate


def on_ready(app: procrastinate.App) -> None:
    """Load the rooms' ``tasks`` modules once Django's applications are ready."""
    from django.utils.module_loading import autodiscover_modules

    autodiscover_modules("tasks")
