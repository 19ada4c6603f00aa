"""The kit's templates rendered alone, and a browser on the preview where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

import zhixing.platform.screenkit as screenkit

ROOT = Path(__file__).parents[3]
KIT = Path(screenkit.__file__).parent

Render = Callable[..., str]


@pytest.fixture(scope="session")
def engine() -> DjangoTemplates:
    """Give an engine that knows the kit whether or not the house has installed it."""
    return DjangoTemplates(
        {
            "NAME": "kit",
            "DIRS": [KIT / "templates", Path(__file__).parent / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {
                "libraries": {"kit": "zhixing.platform.screenkit.templatetags.kit"},
                "context_processors": ["django.template.context_processors.request"],
            },
        }
    )


@pytest.fixture
def render(engine: DjangoTemplates) -> Render:
    """Give a function that renders a snippet which has the kit loaded."""

    def rendered(source: str, **context: Any) -> str:
        template = engine.from_string("{% load kit %}" + source)
        return template.render(context, RequestFactory().get("/here/?stage=control"))

    return rendered


@pytest.fixture(scope="module")
def preview() -> Iterator[str]:
    """Serve the preview in a process of its own and give its address."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.platform.screenkit.preview", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    ) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Give a headless browser; ``ZX_BROWSER`` names one that is not on the path.

    No longer than the module: while it runs, its event loop forbids Django's ORM.
    """
    found = (
        os.environ.get("ZX_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if found is None:
        pytest.skip("no chromium on this machine; name one in ZX_BROWSER")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()
