"""Every test runs against real PostgreSQL as the application role, with commits that stay.

Nothing is rolled back or truncated: each test makes a court of its own and never
counts whole tables.
"""

from __future__ import annotations

import os

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
