"""Every test runs against real PostgreSQL as the application role, with commits that stay.

Nothing is rolled back or truncated: each test makes a court of its own and never
counts whole tables.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.support import database


def pytest_configure(config: pytest.Config) -> None:
    """Prepare this process's own database before any module of the house is imported."""
    workers = config.getoption("numprocesses", None)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if workers and worker == "main":
        return
    if not os.environ.get("ZX_TESTS_WITHOUT_DATABASE"):
        database.prepare(worker)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Drop this process's database."""
    database.remove()


@pytest.fixture(scope="session", autouse=True)
def _plain_role() -> None:
    """End the run if it would prove nothing: as owner, superuser or past row security."""
    if os.environ.get("ZX_TESTS_WITHOUT_DATABASE"):
        return
    from django.db import connection

    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        role = cursor.fetchone()
    if role != ("zhixing_app", False, False):
        pytest.exit(f"the tests run as {role}, which sees past row security", returncode=3)


@pytest.fixture(scope="module", autouse=True)
def _institutions_of_this_file(request: pytest.FixtureRequest) -> Iterator[None]:
    """End the institutions a file made when it is over: whoever asks all asks those of its own.

    The stories in the browser share one court, and keep theirs.
    """
    if os.environ.get("ZX_TESTS_WITHOUT_DATABASE") or "browser" in request.path.parts:
        yield
        return
    from django.db.models import F

    from zhixing.institutions.models import Institution
    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()):
        before = list(Institution.objects.values_list("id", flat=True))
    yield
    with open_scope(Scope.system()):
        made = Institution.objects.exclude(id__in=before)
        made.filter(valid_until__isnull=True).update(valid_until=F("valid_from"))
