"""The enforcement fee over the API: due, taken, shown, refunded; its refusals; its base."""

from __future__ import annotations

from typing import Any

import pytest

from tests.doors.api.calling import Office, file_one
from tests.rooms.cases.filing.making import ON
from zhixing.platform.principal import PostKind as K


def rows(office: Office, path: str) -> list[dict[str, Any]]:
    """Read a list."""
    body = office.get(path).body
    found: list[dict[str, Any]] = body if isinstance(body, list) else next(iter(body.values()))
    return found


def receive(office: Office, amount: str = "20000.00") -> str:
    """File a case, open its account and post money to it, all over the API."""
    case = file_one(office)
    number = f"9{office.desk.court.court_no:08d}01"
    opened = office.post(
        f"/cases/{case}/account", {"number": number, "on": ON.isoformat()}, K.ACCOUNTANT
    )
    assert opened.status == 201, opened.body
    body = {
        "incoming": {
            "reference": f"B-{case}",
            "received_on": ON.isoformat(),
            "amount": amount,
            "account_number": number,
        }
    }
    posted = office.post("/receipts", body, K.ACCOUNTANT)
    assert posted.status == 201 and posted.body["case"] == str(case), posted.body
    return str(case)


def test_the_fee_is_taken_shown_and_refunded(office: Office) -> None:
    case = receive(office)
    taken = office.post(f"/cases/{case}/fees", {"request": {}}, K.ACCOUNTANT)
    # Of the 20,000 received, the 10,000.01 + 749.00 owed bear the fee; the rest goes back to the
    # debtor: 50 + 749.01 × 1.5 % = 61.24
    assert (taken.status, taken.body) == (201, {"result": "61.24"}), taken.body
    (fee,) = rows(office, f"/cases/{case}/fees")
    assert (fee["amount"], fee["is_refunded"]) == ("61.24", False)
    assert office.get(f"/cases/{case}/money").body["held"] == "19938.76"
    again = office.post(f"/cases/{case}/fees", {"request": {}}, K.ACCOUNTANT)
    assert (again.status, again.code) == (422, "FEE_ALREADY_TAKEN")
    assert again.body["basis"]["article"] == "14"
    back = office.post(
        f"/cases/{case}/fees/{fee['transfer']}/refund", {"reason": "依法免交"}, K.ACCOUNTANT
    )
    assert back.status == 200, back.body
    assert office.get(f"/cases/{case}/money").body["held"] == "20000.00"
    assert rows(office, f"/cases/{case}/fees")[0]["is_refunded"] is True
    acts = [a["type"] for a in rows(office, f"/cases/{case}/acts")]
    assert acts.count("FEE_TAKEN") == acts.count("FEE_REFUNDED") == 1


@pytest.mark.parametrize("kind", [K.JUDGE, K.CLERK, K.CASHIER])
def test_only_the_accountant_takes_it(office: Office, kind: K) -> None:
    case = receive(office)
    refused = office.post(f"/cases/{case}/fees", {"request": {}}, kind)
    assert refused.status == 403


def test_money_is_not_annulled_over_the_api(office: Office) -> None:
    case = receive(office)
    receipt = next(
        a["id"] for a in rows(office, f"/cases/{case}/acts") if a["type"] == "RECEIPT_POSTED"
    )
    refused = office.post(f"/cases/{case}/acts/{receipt}/annulment", {"reason": "误录"})
    assert (refused.status, refused.code) == (422, "MONEY_IS_COUNTERED")
    assert "reverse_receipt" in refused.body["remedy_en"]


def test_a_court_takes_it_on_what_was_applied_for_by_its_own_policy(office: Office) -> None:
    case = receive(office)
    policy = {
        "value": {"base": "APPLIED_FOR"},
        "valid_from": ON.isoformat(),
        "review_on": ON.replace(year=ON.year + 1).isoformat(),
        "legal_basis": "本院规定（虚构）",
    }
    adopted = office.post("/court/policies/FEE_BASE", {"new": policy}, K.PRESIDENT)
    assert adopted.status == 201, adopted.body
    taken = office.post(f"/cases/{case}/fees", {"request": {}}, K.ACCOUNTANT)
    # 10,000.01 applied for: 50 + 0.01 × 1.5 %, to the fen 50.00; on the 20,000 received it were 200
    assert taken.body == {"result": "50.00"}, taken.body
    act = next(a["id"] for a in rows(office, f"/cases/{case}/acts") if a["type"] == "FEE_TAKEN")
    (found,) = rows(office, f"/cases/{case}/acts/{act}/findings")
    assert "doubt:fee-base" in str(found) and "APPLIED_FOR" in str(found), found
