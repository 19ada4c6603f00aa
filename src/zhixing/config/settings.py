"""Django's settings. Everything that differs between machines comes from the environment.

``./zx`` starts the embedded database and sets the variables; production sets
them itself. Importing this module without them works (type checking, the
rulebook); the first query then fails.
"""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from zhixing.config.rooms import ROOMS

STATE = Path(os.environ.get("ZX_STATE", ".state")).absolute()
_secrets_path = os.environ.get("ZX_SECRETS", "")
SECRETS: dict[str, str] = json.loads(Path(_secrets_path).read_text()) if _secrets_path else {}
SECRET_KEY = SECRETS.get("django_secret_key") or os.environ.get("ZX_SECRET_KEY", "unset")

DEBUG = False
ALLOWED_HOSTS = os.environ.get("ZX_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("ZX_ORIGINS", "").split(",") if o]
ROOT_URLCONF = "zhixing.config.urls"
ASGI_APPLICATION = "zhixing.config.asgi.application"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True


STATEMENTS: dict[str, object] = {
    "server_side_binding": True,
    "prepare_threshold": 5 if os.environ.get("ZX_PREPARE", "1") == "1" else None,
}
"""A statement said five times over a connection is planned once; behind a pooler of transactions
that keeps no statements, ``ZX_PREPARE=0`` has each planned anew."""


def _database(dsn: str) -> dict[str, object]:
    """Turn a libpq URL into Django's form; ``host`` may be a socket directory in the query."""
    parts = urlsplit(dsn)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(query.pop("port", parts.port or "")),
        "OPTIONS": {**query, **STATEMENTS},
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": False,
    }


DATABASES = {
    "default": _database(os.environ.get("ZX_DSN_APP", "postgresql://unset@/unset")),
    "owner": _database(os.environ.get("ZX_DSN_OWNER", "postgresql://unset@/unset")),
}
if os.environ.get("ZX_POOL", "1") == "1":
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],  # type: ignore[dict-item]
        "pool": {"min_size": 1, "max_size": int(os.environ.get("ZX_POOL_SIZE", "16"))},
    }
    # A connection that the database lost is found out when it is taken, not by whoever asked.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASE_ROUTERS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "zhixing.platform.apps.PlatformConfig",
    "zhixing.platform.screenkit.apps.ScreenKitConfig",
    *(f"zhixing.{room}" for room in ROOMS if find_spec(f"zhixing.{room}") is not None),
    *(f"zhixing.{door}" for door in ("desk", "portal", "api", "scenarios")),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "zhixing.platform.web.headers.HeadersMiddleware",
    "zhixing.platform.screenkit.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

HTTPS = os.environ.get("ZX_HTTPS", "") == "1"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-zx_csrf" if HTTPS else "zx_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zhixing.desk.gate.refuse_forgery"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
WHITENOISE_USE_FINDERS = True
SILENCED_SYSTEM_CHECKS: list[str] = []
PROCRASTINATE_ON_APP_READY = "zhixing.platform.jobs.app.on_ready"

ZX_HAND_OUT_AGAIN_SECONDS = int(os.environ.get("ZX_HAND_OUT_AGAIN_SECONDS", "1800"))
ZX_SFTP_KEY = os.environ.get("ZX_SFTP_KEY", "")
"""The private key with which packages are exchanged over SFTP; else ``keys/sftp`` of the state."""
ZX_DESTINATIONS = {"police": os.environ.get("ZX_POLICE_URL", "")}
"""Where the outbox delivers to; an empty address keeps messages waiting."""

ZX_POLICE_SECRET = SECRETS.get("police_secret") or os.environ.get("ZX_POLICE_SECRET", "")
"""Shared with the police inbox; while it is empty no call-back is taken."""
