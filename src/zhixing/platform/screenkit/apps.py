"""The screen kit as a Django application (templates, static files, tags)."""

from django.apps import AppConfig


class ScreenKitConfig(AppConfig):
    """Install the kit's templates, static files and tags."""

    name = "zhixing.platform.screenkit"
    label = "screenkit"
    verbose_name = "Screen kit"
