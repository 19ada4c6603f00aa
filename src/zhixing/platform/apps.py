"""The ground as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PlatformConfig(AppConfig):
    """Install the ground; rooms come after it."""

    name = "zhixing.platform"
    label = "platform"

    def ready(self) -> None:
        from zhixing.platform.database import guard

        guard.install()
        autodiscover_modules("acts", "figures", "reactions", "leaves")
