"""The central bank tells where accounts are: leads to other banks, never deposits of its own."""

from __future__ import annotations

import pytest

from tests.doors.desk.test_deeds import _sought
from tests.rooms.inquiry.test_standing_signals import SIGNALS, keep, later, told
from tests.support.banks import make_bank, seek
from zhixing.institutions.kinds import InstitutionKind
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.banks import Deposit

ELSEWHERE = Deposit("6200000000000191", "0.00", held_at="示例工商银行")


@pytest.fixture
def register(tmp_path):
    return make_bank(tmp_path, ELSEWHERE, kind=InstitutionKind.CENTRAL_BANK)


def test_an_account_the_register_tells_of_is_known_and_no_deposit(register):
    sought = seek()
    sought.query(register)
    register.cycle()
    (view,) = sought.requests("QUERY")
    assert (view.outcome, view.hits) == ("FOUND", 1)
    assert sought.assets() == []
    (lead,) = sought.acts("LEAD_FOUND")
    assert lead.payload["kinds"] == ["ACCOUNT"]
    assert ELSEWHERE.number not in str(lead.payload), "the number stays in the evidence"


def test_a_bank_of_its_own_customers_beside_it_is_read_as_ever(tmp_path, register):
    sought = seek()
    bank = make_bank(tmp_path, Deposit("6200000000000192", "12.00"))
    sought.query(register, bank)
    register.cycle()
    bank.cycle()
    (asset,) = sought.assets()
    assert (asset.institution, asset.identifier_tail) == (bank.id, "0192")


def test_an_account_elsewhere_asks_a_standing_order_s_institutions_again(register):
    sought = seek()
    keep(sought, [*SIGNALS, "ACCOUNT"])
    later(sought)
    sought.query(register)
    register.cycle()
    assert told(sought) == [("ACCOUNT", "ASK_ON_SIGNAL")]


def test_the_search_tab_says_where_accounts_are_known_to_be(tmp_path):
    sought, desk = _sought()
    register = make_bank(tmp_path, ELSEWHERE, kind=InstitutionKind.CENTRAL_BANK)
    sought.query(register)
    register.cycle()
    (view,) = sought.requests("QUERY")
    page = desk.page(K.JUDGE, "search")
    table = page.split('id="list-leads"')[1].split("</table>")[0]
    assert "在其他银行的账户" in table and view.external_no in table
    assert ELSEWHERE.number not in page
    assert "accounts with other banks" in desk.page(K.JUDGE, "search", "en")


def test_what_the_register_tells_is_shown_as_a_lead_and_no_property(tmp_path):
    sought, desk = _sought()
    register = make_bank(tmp_path, ELSEWHERE, kind=InstitutionKind.CENTRAL_BANK)
    bank = make_bank(tmp_path, Deposit("6200000000000193", "12.00"))
    sought.query(register, bank)
    for each in (register, bank):
        each.cycle()
    page = desk.page(K.JUDGE, "queries")
    assert ("有线索" in page, "有财产" in page) == (True, True)
    matrix = desk.client(K.JUDGE).get("/queries/").content.decode()
    assert 'class="mx mx-lead"' in matrix and 'class="mx mx-hit"' in matrix
