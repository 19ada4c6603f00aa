"""Serves the kit's pages from invented samples, alone: no database, no rooms.

``python -m tests.platform.screenkit.preview [PORT]`` from the root, with ``src`` on the path.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse

HERE = Path(__file__).parent

PAGES: dict[str, tuple[str, ...]] = {
    "day": ("empty", "ordinary", "overloaded", "error"),
    "case": ("empty", "ordinary", "overloaded", "error", "as_of"),
    "cases": ("empty", "ordinary", "overloaded"),
    "filing": ("ordinary", "error"),
    "query": ("empty", "ordinary", "overloaded"),
    "tray": ("empty", "ordinary", "overloaded", "error"),
    "board": ("ordinary", "wall"),
    "sign_in": ("ordinary", "post", "error"),
    "import": ("empty", "ordinary", "overloaded"),
}


def configure() -> None:
    """Set Django up with the kit alone."""
    settings.configure(
        DEBUG=True,
        SECRET_KEY="preview",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tests.platform.screenkit.preview_urls",
        INSTALLED_APPS=["django.contrib.staticfiles", "zhixing.platform.screenkit"],
        MIDDLEWARE=[
            "tests.platform.screenkit.preview.PolicyMiddleware",
            "zhixing.platform.screenkit.language.LanguageMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "string_if_invalid": "",
                },
            }
        ],
        STATIC_URL="/static/",
        USE_TZ=True,
        USE_I18N=True,
        LANGUAGE_CODE="zh-hans",
        TIME_ZONE="Asia/Shanghai",
    )
    django.setup()


class PolicyMiddleware:
    """Send the strict policy with every page, so that a breach shows in the browser's log."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from zhixing.platform.screenkit.csp import header

        response: HttpResponse = self.get_response(request)
        response.headers["Content-Security-Policy"] = header()
        return response


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep silent."""


def serve(port: int) -> None:
    """Serve the preview until killed; prints the port once it listens."""
    configure()
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIServer

    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    with make_server(
        "127.0.0.1", port, StaticFilesHandler(get_wsgi_application()), Server, _Quiet
    ) as server:
        print(server.server_port, flush=True)  # noqa: T201
        server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
