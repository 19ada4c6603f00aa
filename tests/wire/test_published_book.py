"""The published books of the attested profiles: whole, derived by nobody's codec, read as they say."""

from __future__ import annotations

import base64
import io
import subprocess
import textwrap
import zipfile

import pytest

from tests.wire import registry_samples, samples
from zhixing.inquiry.states import State
from zhixing.inquiry.wire import speech
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.package_in import decode_package
from zhixing.inquiry.wire.package_names import Business, Content
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.testbook import (
    BOOKS,
    PLACE,
    bank_book,
    find_wire_golden,
    whole_book,
    wire_book,
)

CASES = [
    pytest.param(profile, case, id=f"{folder}-{case['name']}")
    for profile, folder in BOOKS.items()
    for case in wire_book(profile)["malformed"]
]


def wrapped(text: str) -> str:
    return "\r\n".join(textwrap.wrap(text, 76))


FORMS = {
    "encoded": samples.wired,
    "leaves": registry_samples.wired,
    "raw-values": samples.bare,
    "raw": str,
    "gbk": lambda xml: base64.b64encode(xml.encode("gbk")).decode(),
    "wrapped": lambda xml: wrapped(samples.wired(xml)),
    "wrapped-leaves": lambda xml: wrapped(registry_samples.wired(xml)),
}


def told(decoded):
    """Say what was read in the words of the book."""
    return {
        "read": [
            {
                "request": f.request_no,
                "kind": f.kind.value,
                **({"lines": {r.line: r.outcome.value for r in f.results}} if f.results else {}),
                **({"accounts": [a.no for a in f.accounts]} if f.accounts else {}),
                **({"rights": len(f.estate.rights)} if f.estate and f.estate.rights else {}),
                **({"nothing": True} if f.no_record else {}),
                **({"receipts": len(f.receipts)} if f.receipts else {}),
            }
            for f in decoded.feedbacks
        ],
        "problems": [{"row": p.row, "field": p.field, "code": p.code} for p in decoded.problems],
        "notes": sorted({n.code for n in decoded.notes}),
    }


def read(profile, case):
    reads = case.get("reads", "feedback")
    if "package" in case:
        return told(decode_package(base64.b64decode(case["package"]), case["file"], profile))
    if reads == "user":
        said = [list(pair) for pair in speech.read_user(case["wire"], profile).readings]
        return {"user": case["expect"].get("user") if case["expect"].get("user") in said else said}
    if reads == "key":
        key = speech.speech_of(profile, registry_samples.AT).key(case["wire"])
        wanted = case["expect"]["value"]
        return {"field": key.field, "value": wanted if wanted in key.readings else key.readings}
    return told(speech.decode_feedback(case["wire"], profile, case.get("operation", "")))


@pytest.mark.parametrize(("code", "case"), CASES)
def test_each_malformed_message_is_read_or_refused_as_the_book_says(code, case):
    try:
        said = read(get_profile(code), case)
    except Unreadable as refusal:
        assert refusal.zh and refusal.en
        said = {"refused": refusal.code}
    assert said == case["expect"]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_the_bytes_of_a_malformed_message_follow_from_its_document(code, case):
    if "document" in case:
        assert FORMS[case["form"]](case["document"]) == case["wire"]
    else:
        assert "package" in case or case["form"] == "bytes"


@pytest.mark.parametrize("code", BOOKS)
def test_the_book_names_every_golden_message_and_nothing_else(code):
    named = {message["name"] for message in wire_book(code)["messages"]}
    there = {p.stem for p in (PLACE / BOOKS[code] / "golden").iterdir() if p.suffix != ".sh"}
    assert named == there
    assert all(m["zh"] and m["en"] for m in wire_book(code)["messages"])
    assert all(find_wire_golden(code, name).stat().st_size for name in named)


@pytest.mark.parametrize("code", ["BANK-SOAP-2", "BANK-SOAP-1", "REG-SOAP"])
def test_every_operation_of_a_profile_has_its_message(code):
    spoken = {message["operation"] for message in wire_book(code)["messages"]}
    names = {operation.name for operation in get_profile(code).operations}
    assert spoken - {""} <= names
    # The older front-ends share the service; what they call at all stands in the book.
    older = {"cxwsInfo", "kzwsInfo", "shfeedXzcxwlxxInfo"}
    shared = {"wsInfo"} if code == "BANK-SOAP-2" else older if code == "BANK-SOAP-1" else set()
    assert names - spoken - shared - {"htInfo"} == set()


def test_every_document_of_a_package_has_its_message():
    spoken = {tuple(m["operation"].split("/")) for m in wire_book("BANK-FILE-2")["messages"]}
    assert {content for _, content in spoken} == set(Content)
    assert {business for business, _ in spoken} == set(Business)


def test_the_packages_of_the_book_hold_what_they_are_said_to_hold():
    for case in wire_book("BANK-FILE-2")["malformed"]:
        if case["documents"] and case["name"] not in {"bitten", "encrypted"}:
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(case["package"]))) as package:
                assert package.namelist() == [name for name, _ in case["documents"]]


def test_states_and_requests_are_data():
    books = (bank_book(), wire_book("REG-SOAP"), wire_book("BANK-FILE-2"))
    for book in books:
        steps = book["states"]["steps"]
        assert book["states"]["initial"] in steps
        assert {to for some in steps.values() for to in some} <= steps.keys()
        requests = book.get("requests", {})
        assert len({r["external_no"] for r in requests.values()}) == len(requests)
    for book in (bank_book(), wire_book("BANK-FILE-2")):
        reached = {book["states"]["initial"]}
        for _ in book["states"]["steps"]:
            reached |= {to for state in reached for to in book["states"]["steps"][state]}
        assert reached == book["states"]["steps"].keys()
        assert {"CORRECTED", "REOPENED", "REISSUED", "EXPIRED"} <= reached
        assert reached <= set(State)


def test_the_book_tries_banks_with_more_than_one_freeze():
    book = bank_book()
    wanted = ("renewed", "released", "unknown-origin", "transferred", "lines", "name-mismatch")
    assert {e["check"] for e in book["expect"].values()} >= {*wanted, "released-indeed"}
    assert book["expect"].keys() == {n for n, r in book["requests"].items() if r["lines"]}
    assert book["after"].keys() | set(book["after"].values()) <= book["requests"].keys()
    assert book["older_numbers"].keys() == book["requests"].keys()
    lines = {n: {str(x["line_no"]) for x in r["lines"]} for n, r in book["requests"].items()}
    assert all(e["lines"].keys() == lines[n] for n, e in book["expect"].items())
    assert {e["check"] for e in book["expect"].values()} <= book["checks"].keys()


def test_a_stranger_gets_the_whole_book_from_the_platform():
    from django.test import Client

    client = Client()
    answer = client.get("/wire/testbook.zip")
    assert (answer.status_code, answer.content) == (200, whole_book())
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        names = {*package.namelist()}
        for folder in BOOKS.values():
            assert f"{folder}/book.json" in names
        raw = package.read("bank-soap-2016/golden/in_control.b64").decode("ascii")
    assert raw == samples.golden("in_control")
    assert client.post("/wire/testbook.zip").status_code == 405


@pytest.mark.parametrize("profile", ["bank-soap-2016", "bank-soap-older"])
def test_the_published_rule_derives_the_golden_bytes_without_our_code(profile: str) -> None:
    every = sorted((PLACE / profile / "golden").glob("*.b64"))
    golden = [path for path in every if path.with_suffix(".xml").exists()]
    assert len(golden) > 10
    for path in golden:
        command = ["bash", str(PLACE / "bank" / "derive.sh"), str(path.with_suffix(".xml"))]
        made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert made == path.read_text().strip(), path.name
