"""A court that listens, and a bank that calls it."""

import pytest

from tests.wire.bank_runs import Bank
from tests.wire.fake_court import Court, serve


@pytest.fixture
def court():
    made = Court()
    server, made.url = serve(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def bank(tmp_path, court):
    return Bank(tmp_path, court.url)
