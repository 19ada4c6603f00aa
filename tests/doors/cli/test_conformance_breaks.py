"""Each rule of the test book is broken by one front-end, and the kit names that rule."""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from simulators.bank import measures
from tests.doors.cli.test_conformance import ACCOUNT, HOLDER
from tests.stories.test_open_institutions import free_port
from tests.support import odd_fronts as odd
from tests.wire import samples
from zhixing.cli.conformance import run
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.testbook import BOOKS, PLACE, bank_form
from zhixing.scenarios.conformance.bank_form import UNKNOWN_ATTRIBUTE, form_faults

WALLET = {"kind": "WALLET", "identifier": "w-1", "name": "余额账户", "value": "500.00"}
PERSON = {"name": "测试甲", "idNo": "110101190001010006", "records": [WALLET]}
WORLD = {"code": "TEST0001", "kind": "PAYMENT_INSTITUTION", "persons": [PERSON]}
BANK = {"persons": [{**HOLDER, "accounts": [ACCOUNT]}]}


def lines_of(capsys, word: str) -> dict[str, str]:
    """Give the printed lines of a verdict by their check."""
    printed = capsys.readouterr().out.splitlines()
    found = [line for line in printed if word in line.split("]")[0]]
    return {line.split()[2].partition("/")[0]: line for line in found}


def of_bank(folder, capsys, word: str = "FAIL", **broken) -> tuple[int, dict[str, str]]:
    url = f"http://127.0.0.1:{free_port()}/ckwWebServiceCloud/SyyhConvertData"
    with odd.odd_bank(url, folder, BANK, **broken):
        code = run([url, "--profile", "bank-soap-2016", "--user", "YH000001", "--seconds", "10"])
    return code, lines_of(capsys, word)


def test_a_bank_that_breaks_nothing_passes(tmp_path, capsys):
    assert of_bank(tmp_path, capsys) == (0, {})


FORMS = {
    "utf8": ({"charset": "utf-8"}, "form/charset", "UTF-8"),
    "chinese_date": ({"change": odd.set_all("zhxx", KHRQ="2010年1月1日")}, "form/date", "2010年"),
    "unknown_child": ({"change": odd.add_children("zhxx", "fooList")}, "form/element", "fooList"),
    "list_order": (
        {"change": odd.add_children("zhxx", "glxxList", "jrxxList")},
        "form/order",
        "jrxxList → glxxList",
    ),
    "receipt_first": ({"change": odd.receipt_first}, "form/order", "kzxx → hzxxList"),
    "single_layer": ({"change": odd.single_layer}, "form/paper-layers", "Base64 × 1"),
    "wrong_md5": ({"change": odd.set_all("hzxx", MD5="0" * 32)}, "form/md5", "0" * 32),
    "bad_amount": ({"change": odd.set_all("zhxx", YE="1,000")}, "form/money", "1,000"),
}


@pytest.mark.parametrize("rule", FORMS)
def test_a_bank_that_writes_otherwise_than_the_annex_fails_by_name(tmp_path, capsys, rule):
    broken, check, seen = FORMS[rule]
    code, failed = of_bank(tmp_path, capsys, **broken)
    assert code == 1
    assert list(failed) == ["form"], failed
    assert f"] {check} " in failed["form"] and "应为 expected" in failed["form"]
    assert seen in failed["form"]


def test_an_attribute_nobody_knows_is_remarked_on(tmp_path, capsys):
    code, warned = of_bank(tmp_path, capsys, "WARN", change=odd.add_attribute)
    assert code == 0
    assert "NEUES" in warned["tolerated"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (odd.set_all("kzxx", SKJE="99999.00"), {"within-order"}),
        (odd.set_all("kzxx", CSJSRQ="2099/01/01"), {"term-kept"}),
    ],
)
def test_a_bank_that_controls_something_else_fails(tmp_path, capsys, change, expected):
    code, failed = of_bank(tmp_path, capsys, change=change)
    assert code == 1
    assert failed.keys() == expected
    assert not any("ControlResult(" in line or "Feedback(" in line for line in failed.values())


def release_nothing(db, order):
    return measures._done(db, order, DJXE="1.00", SKJE="0.00", CESKJE="0.00", WNKZYY=""), []


def any_freeze(db, order, product_no=""):
    sql = "select * from freezes where is_active order by id"
    return db.execute(sql).fetchone() or {"id": 0, "limit_fen": 0}


def no_name(db, order):
    known = db.execute("select 1 from accounts where no = ?", (order.account_no,)).fetchone()
    return "" if known else "账号不存在"


def first_line(db, order):
    done = {**order.keys(), "KZZT": "1", "DJXE": "1.00", "SKJE": "1.00", "WNKZYY": ""}
    term = {"CSKSRQ": order.line.get("KSRQ", ""), "CSJSRQ": order.line.get("JSRQ", "")}
    return {**done, **term}, []


@pytest.mark.parametrize(
    ("name", "instead", "expected"),
    [
        ("_release", release_nothing, {"released-indeed"}),
        ("find_original", any_freeze, {"unknown-origin", "released-indeed"}),
        ("examine", no_name, {"name-mismatch"}),
        ("execute", first_line, {"lines", "name-mismatch", "unknown-origin", "released-indeed"}),
    ],
)
def test_a_bank_whose_core_does_otherwise_fails(
    tmp_path, capsys, monkeypatch, name, instead, expected
):
    monkeypatch.setattr(measures, name, instead)
    if name == "execute":
        monkeypatch.setattr("simulators.bank.work.execute", instead)
    code, failed = of_bank(tmp_path, capsys)
    assert code == 1
    assert expected <= failed.keys(), failed


@pytest.mark.parametrize("profile", ["BANK-SOAP-2", "BANK-SOAP-1", "BANK-FILE-2"])
def test_the_golden_messages_of_banks_are_in_strict_form(profile):
    folder = PLACE / BOOKS[profile] / "golden"
    names = {"BANK-FILE-2": "in_*.golden"}.get(profile, "in_*.b64")
    roots = tuple(f"<{root}" for root in bank_form()["roots"])
    seen = 0
    for path in sorted(folder.glob(names)):
        source = path.with_suffix(".xml")
        if not source.exists() or not source.read_text().startswith(roots):
            continue
        raw = path.read_bytes() if profile == "BANK-FILE-2" else path.read_text().strip()
        faults = [f for f in form_faults(raw, get_profile(profile)) if f.code != UNKNOWN_ATTRIBUTE]
        assert faults == [], path.name
        seen += 1
    assert seen >= 3


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (samples.bare('<zhxxList><zhxx BDHM="1" CCXH="1" KHZH="中"/></zhxxList>'), "value-layers"),
        ('<zhxxList><zhxx BDHM="MQ==" CCXH="MQ==" KHZH="MQ=="/></zhxxList>', "document-layers"),
        (samples.wired('<zhxxList><zhxx CCXH="1" KHZH="1"/></zhxxList>'), "required"),
        (samples.wired('<zhxxList><zhxx bdhm="1" CCXH="1" KHZH="1"/></zhxxList>'), "spelling"),
        (samples.wired('<ZHXXLIST><zhxx BDHM="1"/></ZHXXLIST>'), "element"),
    ],
)
def test_further_forms_that_only_the_platform_reads_are_faults(payload, code):
    assert code in {fault.code for fault in form_faults(payload, get_profile("BANK-SOAP-2"))}


def of_desk(folder, capsys, rule: str, word: str = "FAIL", change=None):
    port = free_port()
    with odd.odd_desk(port, folder, WORLD, rule) as (key, controls):
        if change is not None:
            change(controls)
        code = run([f"http://127.0.0.1:{port}/api", "--key", key, "--seconds", "2"])
    return code, lines_of(capsys, word)


def freezes_twice(controls) -> None:
    controls._held = lambda record: Decimal(0)
    controls._before = lambda record: []


def releases_in_word_only(controls) -> None:
    controls._release = lambda line, origin: {"outcome": "DONE"}


def test_an_open_institution_that_breaks_nothing_passes(tmp_path, capsys):
    assert of_desk(tmp_path, capsys, "") == (0, {})


@pytest.mark.parametrize(
    ("rule", "change", "expected", "seen"),
    [
        ("one_name", None, {"message-id"}, "m-same"),
        ("number_as_money", None, {"feedback-reads"}, "records[1].value"),
        ("slashed_day", None, {"feedback-reads"}, "2027/01/05"),
        ("works_again_later", None, {"repeat"}, "-2"),
        ("signs_other", None, {"feedback-signed"}, '"target":"/wire/open/v1/feedbacks"'),
        ("", freezes_twice, {"queued"}, "499.00 = 500.00 - 1.00"),
        ("", releases_in_word_only, {"released-indeed"}, "actual: 500.00"),
    ],
)
def test_an_open_institution_that_breaks_a_rule_fails_by_name(
    tmp_path, capsys, rule, change, expected, seen
):
    code, failed = of_desk(tmp_path, capsys, rule, change=change)
    assert code == 1
    assert failed.keys() == expected, failed
    (line,) = failed.values()
    assert seen in line and "应为 expected" in line


def test_a_member_no_schema_names_is_remarked_on(tmp_path, capsys):
    code, warned = of_desk(tmp_path, capsys, "strange_member", "WARN")
    assert code == 0
    assert "colour" in warned["tolerated"]


def test_a_wrong_address_is_told_at_once(capsys):
    key = open_key()
    for url, seen in (
        (f"http://127.0.0.1:{free_port()}/api", "ConnectError"),
        ("http://127.0.0.1:1/api", "ConnectError"),
    ):
        started = time.monotonic()
        assert run([url, "--key", key]) == 1
        assert time.monotonic() - started < 5
        printed = capsys.readouterr().out.splitlines()
        assert [line.split()[2] for line in printed[1:-1]] == ["reached"]
        assert url in printed[1] and seen in printed[1]


class Elsewhere(BaseHTTPRequestHandler):
    """Answer as any web server does that has no such page."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_error(404)

    def log_message(self, *values: object) -> None:
        """Say nothing."""


def test_an_address_of_somebody_else_is_told_at_once(capsys):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        started = time.monotonic()
        url = f"http://127.0.0.1:{server.server_address[1]}/api"
        assert run([url, "--key", open_key()]) == 1
        assert time.monotonic() - started < 5
    finally:
        server.shutdown()
        server.server_close()
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in printed[1:-1]] == ["reached"]
    assert f"POST {url}/requests" in printed[1] and "HTTP 404" in printed[1]


def open_key() -> str:
    from simulators.open.signing import Key

    return Key("k1", "Ed25519", bytes([7] * 32)).public.hex()
