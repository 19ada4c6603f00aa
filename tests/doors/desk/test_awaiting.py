"""The tray shows whoever may decide anything what awaits the decision: a judge the proposals too."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.support.banks import Deposit, make_bank
from zhixing.courts.capabilities import Capability
from zhixing.decisions.queries import list_matters
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K

MAIN = "6222000000000001"


@pytest.fixture
def surplus(tmp_path: Path):
    """Give a case whose freeze is above the debt, its desk and the proposal to release it."""
    bank = make_bank(tmp_path, Deposit(MAIN, "90000.00"))
    sought, desk = _sought("50000.00")
    sought.query(bank)
    bank.cycle()
    sought.freeze(sought.assets()[0].id, "50000.00")
    bank.cycle()
    paid = Incoming("R1", sought.today, Fen.of_yuan("20000.00"), sought.account)
    sought.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)
    found = sought.read(lambda: list_matters(sought.court_no, sought.filed.case))
    return sought, desk, next(m for m in found if m.code == "SURPLUS" and m.state == "OPEN")


def test_a_judge_sees_and_decides_in_the_tray_what_the_platform_proposed(surplus):
    sought, desk, matter = surplus
    judge, tray = desk.client(K.JUDGE), reverse("desk:approvals")
    page = judge.get(tray)
    shown = page.content.decode()
    assert page.status_code == 200
    assert "解除超标的控制" in shown and sought.filed.number in shown
    assert f'href="{tray}"' in judge.get("/").content.decode(), "the navigation leads there"
    decide = reverse("desk:decide", args=[matter.id])
    said = {"verdict": "APPROVE", "seen_hash": matter.payload_hash}
    assert judge.post(decide, said).status_code == 302
    drain()
    (act,) = [a for a in sought.acts("MATTER_APPROVED") if a.correlation == matter.id]
    assert act is not None
    assert "没有待审批的事项" in judge.get(tray).content.decode()


def test_a_judge_of_another_team_is_not_shown_them(surplus):
    _, desk, _ = surplus
    shown = desk.client(K.JUDGE, 0).get(reverse("desk:approvals")).content.decode()
    assert "没有待审批的事项" in shown


@pytest.mark.parametrize("kind", [K.CLERK, K.ASSISTANT, K.ACCOUNTANT])
def test_who_may_decide_nothing_is_told_so_in_words(surplus, kind):
    _, desk, _ = surplus
    client = desk.client(kind)
    page = client.get(reverse("desk:approvals"))
    assert page.status_code == 403 and "“审批”权限" in page.content.decode()
    client.cookies["zx_language"] = "en"
    assert "the power to approve" in client.get(reverse("desk:approvals")).content.decode()


def test_every_capability_has_words_in_both_languages():
    for capability in Capability:
        zh, en = capability.words
        assert zh and en and "_" not in en and not zh.isascii()
