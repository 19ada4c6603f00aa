"""A registry's front-end is judged as strictly as a bank's: each fault is named by row and field."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from simulators.registry import codec
from simulators.registry.books import Books
from simulators.registry.codec import Node
from simulators.registry.faults import Faults
from simulators.registry.front import Front
from simulators.registry.line import HttpLine
from tests.doors.cli.test_conformance_breaks import lines_of
from tests.stories.test_open_institutions import free_port
from tests.wire import registry_samples
from zhixing.cli.conformance import run
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.testbook import PLACE, wire_book
from zhixing.scenarios.conformance.bank_form import REMARKED
from zhixing.scenarios.conformance.registry_form import registry_faults

REG = get_profile("REG-SOAP")
PERSON = {"name": "测试甲", "id_no": "110101190001010006"}
HOUSE = {
    "unit": registry_samples.UNIT,
    "location": "示例路1号",
    "area": "89.50",
    "certificate": "示例（2020）不动产权第0000001号",
    "owners": [PERSON],
    "mortgages": [{"holder": "示例银行", "until": "2040-05-31"}],
}


Change = Callable[[Node], None]


def nodes(node: Node, name: str) -> list[Node]:
    """Give every element of a name below one."""
    found = [node] if node.name == name else []
    return [*found, *(inner for child in node.children for inner in nodes(child, name))]


def set_in(name: str, **values: str) -> Change:
    """Give a change that writes values into every element of a name."""

    def change(root: Node) -> None:
        for node in nodes(root, name):
            node.values |= values

    return change


def drop_in(name: str, *fields: str) -> Change:
    """Give a change that takes values out of every element of a name."""

    def change(root: Node) -> None:
        for node in nodes(root, name):
            for field in fields:
                node.values.pop(field, None)

    return change


def add_in(name: str, *children: Node) -> Change:
    """Give a change that adds children to every element of a name."""

    def change(root: Node) -> None:
        for node in nodes(root, name):
            node.children += children

    return change


@dataclass
class Odd:
    """Hold what a registry does otherwise: to its messages, and to their bytes."""

    change: Change | None = None
    spoil: Callable[[str], str] | None = None


@contextmanager
def registry(url: str, folder: Path, monkeypatch, odd: Odd):
    """Let a simulated registry call an address, its feedback changed."""
    write = codec.encode

    def encode(node: Node, **how: Any) -> str:
        if node.name == "Message" and odd.change is not None:
            odd.change(node)
        made = write(node, **how)
        return odd.spoil(made) if node.name == "Message" and odd.spoil else made

    monkeypatch.setattr(codec, "encode", encode)
    stop = threading.Event()

    def work() -> None:
        books = Books(folder / "odd.sqlite3")
        books.admit({"houses": [HOUSE]})

        def quiet(event: str, **values: object) -> None:
            """Say nothing."""

        line = HttpLine(url, 5)
        front = Front("BDC000001", "zhixing-demo", line, books, Faults({}), quiet)
        while not stop.wait(0.1):
            front.cycle()
        books.db.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


def judged(folder, capsys, monkeypatch, word="FAIL", **odd) -> tuple[int, dict[str, str]]:
    url = f"http://127.0.0.1:{free_port()}/ckwWebServiceCloud/BdcConvertData"
    with registry(url, folder, monkeypatch, Odd(**odd)):
        code = run([url, "--profile", "registry-soap", "--user", "BDC000001", "--seconds", "15"])
    return code, lines_of(capsys, word)


def test_a_registry_that_breaks_nothing_passes(tmp_path, capsys, monkeypatch):
    assert judged(tmp_path, capsys, monkeypatch) == (0, {})


LAND = Node("TDSYQLIST", {"BDCDYH": registry_samples.UNIT, "ZL": "示例路1号"})
BROKEN = {
    "day_of_a_record": (
        {"change": set_in("DYAQLIST", ZWLXJSSJ="2040/05/31")},
        "form/date",
        ("DYAQ[1]/ZWLXJSSJ", "抵押权第1条·债务止", "mortgage 1, debt until", "2040/05/31"),
    ),
    "day_that_is_none": (
        {"change": set_in("DYAQLIST", ZWLXJSSJ="2040-02-30")},
        "form/date",
        ("2040-02-30",),
    ),
    "day_of_a_control": (
        {"change": set_in("KZXX", CSJSRQ="2030-01-04")},
        "form/date",
        ("KZXX[1]/CSJSRQ", "yyyy/MM/dd"),
    ),
    "unknown_code": (
        {"change": set_in("QLRXXLIST", ZJZL="10100")},
        "form/code",
        ("QLRXX[1]/ZJZL", "权利人第1条·证件种类", "holder 1, kind of identity"),
    ),
    "amount_in_words": (
        {"change": set_in("FDCQLIST", JZMJ="约九十平")},
        "form/area",
        ("FDCQ[1]/JZMJ", "房地产权第1条·建筑面积", "building 1, floor area", "约九十平"),
    ),
    "right_without_holder": (
        {"change": add_in("BDCCXJG", LAND)},
        "form/required",
        ("TDSYQ[1]/QLRXX", "土地所有权第1条", "land ownership 1"),
    ),
    "holder_without_name": (
        {"change": drop_in("QLRXXLIST", "QLRMC")},
        "form/required",
        ("QLRXX[1]/QLRMC", "holder's name"),
    ),
    "done_without_number": (
        {"change": drop_in("KZXX", "YWH")},
        "form/required",
        ("KZXX[1]/YWH", "YWH（KZZT=1）"),
    ),
    "number_too_wide": (
        {"change": set_in("FDCQLIST", DQDM="9999001")},
        "form/district",
        ("FDCQ[1]/DQDM", "9999001"),
    ),
    "list_nobody_knows": (
        {"change": add_in("BDCCXJG", Node("JZQLIST", {}, [Node("JZQ", {"ZL": "1"})]))},
        "form/element",
        ("BDCCXJG[1]", "JZQLIST"),
    ),
    "small_letters": (
        {"change": set_in("FDCQLIST", zcs="18")},
        "form/spelling",
        ("FDCQ[1]", "房地产权第1条", "expected ZCS", "seen zcs"),
    ),
    "two_layers": (
        {"spoil": lambda text: codec.wrap(text)},
        "form/document-layers",
        ("Base64 × 2",),
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_registry_that_writes_otherwise_fails_by_row_and_field(
    tmp_path, capsys, monkeypatch, rule
):
    odd, check, seen = BROKEN[rule]
    code, failed = judged(tmp_path, capsys, monkeypatch, **odd)
    assert code == 1
    assert f"] {check} " in failed["form"] and "应为 expected" in failed["form"]
    assert all(word in failed["form"] for word in seen), failed["form"]


def test_a_leaf_nobody_knows_is_remarked_on(tmp_path, capsys, monkeypatch):
    change = set_in("FDCQLIST", NEUES="某值")
    code, warned = judged(tmp_path, capsys, monkeypatch, "WARN", change=change)
    assert code == 0
    assert "NEUES" in warned["tolerated"]


@pytest.mark.parametrize(
    "name", [m["name"] for m in wire_book("REG-SOAP")["messages"] if m["name"].startswith("in_")]
)
def test_the_golden_messages_of_registries_are_in_strict_form(name):
    if name in ("in_usermarker", "in_wsbhinfo"):
        return
    payload = (PLACE / "registry-soap" / "golden" / f"{name}.b64").read_text()
    assert registry_faults(payload, REG) == []


def test_a_site_that_encodes_no_leaf_is_remarked_on_and_one_that_mixes_fails():
    plain = registry_samples.bare(registry_samples.source("in_query_forest"))
    assert [f.code for f in registry_faults(plain, REG)] == ["plain-leaves"]
    assert "plain-leaves" in REMARKED
    text = base64.b64decode(registry_samples.golden("in_query_forest")).decode()
    encoded = codec.wrap("示例乡示例村南坡")
    mixed = codec.wrap(text.replace(encoded, "示例乡示例村南坡"))
    (fault,) = registry_faults(mixed, REG)
    assert (fault.code, fault.seen) == ("value-layers", "示例乡示例村南坡")
    assert "LQ[1]/ZL（林权第1条·坐落 forest 1, location）" in fault.where
    gbk = base64.b64encode("示例乡".encode("gbk")).decode()
    (fault,) = registry_faults(codec.wrap(text.replace(encoded, gbk)), REG)
    assert (fault.code, fault.expected) == ("charset", "UTF-8")
