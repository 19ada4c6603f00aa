"""What the applicant is told, and that nothing in it is anybody else's."""

from __future__ import annotations

import json

from django.test import Client

from tests.support.banks import DEBTOR, Deposit, make_bank, seek
from tests.support.registries import house, make_registry
from zhixing.inquiry.creditor import get_creditor_view
from zhixing.kernel.canonical import to_json
from zhixing.kernel.fen import Fen

ACCOUNT = "6200000000000001"
MAIN = Deposit(ACCOUNT, "81234.56")
OTHER = ("示例共有人戊", "110101198505050058", "50%")


def told(sought):
    return sought.read(lambda: get_creditor_view(sought.court_no, sought.filed.case, sought.today))


def test_asked_answered_and_held_are_told_in_plain_words(tmp_path):
    sought = seek()
    rich, poor, silent = (make_bank(tmp_path, MAIN), make_bank(tmp_path), make_bank(tmp_path))
    sought.query(rich, poor, silent)
    rich.cycle()
    poor.cycle()
    before = told(sought)
    by_name = {a.institution: a.answer for a in before.asked}
    assert sorted(by_name.values()) == ["FOUND", "NIL", "WAITING"]
    assert (before.answered, before.found, before.held) == (2, 1, ())
    sought.freeze(sought.assets()[0].id, "50000.00")
    rich.cycle()
    (held,) = told(sought).held
    assert held.amount == Fen.of_yuan("50000.00") and held.kind == "存款" and held.until


def test_nothing_that_is_not_the_applicant_s_is_in_it(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    home = house(owners=((DEBTOR.name, DEBTOR.number, "50%"), OTHER))
    registry = make_registry(tmp_path, home)
    sought.query(bank, registry)
    bank.cycle()
    registry.cycle()
    sought.freeze(next(a.id for a in sought.assets() if a.kind == "DEPOSIT"), "50000.00")
    bank.cycle()
    said = json.dumps(to_json(told(sought)), ensure_ascii=False)
    assert "50000" in said.replace("5000000", "50000")
    secrets = (
        DEBTOR.number,
        DEBTOR.name,
        ACCOUNT,
        ACCOUNT[-4:],
        "8123456",
        "81234.56",
        "3123456",
        OTHER[0],
        OTHER[1],
        home.unit,
        home.location,
    )
    for secret in secrets:
        assert secret not in said, secret


def test_the_page_holds_the_projection_and_no_more(tmp_path):
    from tests.support.bureau import PASSWORD, make_bureau
    from zhixing.platform.principal import PostKind

    assert PASSWORD
    bureau = make_bureau()
    case = bureau.file()
    client = Client()
    client.cookies["zx_session"] = bureau.token(PostKind.CLERK)
    path = f"/queries/{bureau.court_no}/case/{case}/applicant/"
    text = client.get(path).content.decode()
    assert "法院尚未询问" in text and "尚无财产为本案控制" in text
    client.cookies["zx_language"] = "en"
    assert "Nobody was asked yet" in client.get(path).content.decode()
