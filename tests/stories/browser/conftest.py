"""A live server over the test database, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from uuid import UUID

    from tests.support.bureau import Bureau


def _browser() -> str:
    named = os.environ.get("ZX_BROWSER", "")
    found = (shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((f for f in found if f), "")


@pytest.fixture(scope="session")
def bureau() -> Bureau:
    """Give a court whose people can sign in."""
    from tests.support.bureau import make_bureau

    return make_bureau()


@pytest.fixture(scope="session")
def living_case(bureau: Bureau) -> UUID:
    """Give a case with a handler, money, a correction and a matter in approval."""
    from tests.support.bureau import make_living_case

    return make_living_case(bureau)


@pytest.fixture(scope="session")
def server(bureau: Bureau, living_case: UUID, tmp_path_factory: Any) -> Iterator[str]:
    """Serve the platform as production does, over the same database, on a port of its own."""
    from tests.support.serving import serving

    with serving(tmp_path_factory.mktemp("web")) as address:
        yield address


@pytest.fixture(scope="session")
def away() -> Iterator[Callable[..., Any]]:
    """Give a function that runs another in a thread: the browser's loop forbids the ORM here."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        yield lambda work, *given: pool.submit(work, *given).result()


@pytest.fixture(scope="session")
def token(bureau: Bureau, away: Callable[..., Any]) -> Callable[[Any], str]:
    """Give the session token of a kind of post, signed in once."""
    known: dict[Any, str] = {}

    def of(kind: Any) -> str:
        if kind not in known:
            known[kind] = away(bureau.token, kind)
        return known[kind]

    return of


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[Any]:
    """Start one browser for the stories of a module, once the server stands."""
    from playwright.sync_api import sync_playwright

    path = _browser()
    if not path:
        pytest.skip("no browser on this machine")
    arguments = os.environ.get("ZX_BROWSER_ARGS", "").split() or ["--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def shots(tmp_path_factory: Any) -> Path:
    """Give the folder the screenshots go to: ``ZX_SHOTS``, else a temporary one."""
    named = os.environ.get("ZX_SHOTS", "")
    folder = Path(named) if named else Path(tmp_path_factory.mktemp("shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
