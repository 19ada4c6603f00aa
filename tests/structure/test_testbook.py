"""The published book is whole: what a profile's data name has its golden bytes and its malformed case.

Whoever adds a field, a list, a measure or a kind of right to a profile adds it to the book as well.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

import pytest

from zhixing.inquiry.exhibit.names import words_of
from zhixing.inquiry.wire import bank_codec
from zhixing.inquiry.wire.feedback import Decoded, Feedback, FeedbackKind, Outcome, RejectionForm
from zhixing.inquiry.wire.profile import Style, get_profile
from zhixing.inquiry.wire.real_estate import RightKind
from zhixing.inquiry.wire.speech import decode_feedback
from zhixing.inquiry.wire.testbook import (
    BOOKS,
    PLACE,
    bank_form,
    find_wire_golden,
    registry_form,
    wire_book,
)

BANKS = [code for code in BOOKS if code.startswith("BANK")]
REGISTRY = "REG-SOAP"


@cache
def elements_of(code: str, begins: str) -> dict[str, set[str]]:
    """Give each element of a profile's golden messages with the names of its values."""
    found: dict[str, set[str]] = {}
    for path in sorted((PLACE / BOOKS[code] / "golden").glob(f"{begins}*.xml")):
        for node in ElementTree.parse(path).iter():
            values = found.setdefault(node.tag, set())
            values |= {name for name, value in node.attrib.items() if value}
            values |= {child.tag for child in node if not len(child) and child.text}
    return found


@cache
def rows_of(code: str) -> dict[str, set[str]]:
    """Give each row of what an institution says of a profile, with the names of its values."""
    if code == REGISTRY:
        return {name: {*rule["leaves"]} for name, rule in registry_form()["elements"].items()}
    unattested = {*wire_book(code).get("unattested", ())}
    return {
        name: {*rule.get("attributes", ())} - unattested
        for name, rule in bank_form()["elements"].items()
        if name not in unattested
    }


def told_in(code: str) -> dict[str, set[str]]:
    """Give what the golden messages of institutions say, the older names under ours."""
    older = bank_form()["older_names"] if code in BANKS else {}
    found: dict[str, set[str]] = {}
    for name, values in elements_of(code, "in_").items():
        base = name.removesuffix("LIST") if name not in rows_of(code) else name
        found.setdefault(base, set()).update(older.get(v, v) for v in values)
    return found


def lacking(wanted: dict[str, set[str]], there: dict[str, set[str]]) -> dict[str, set[str]]:
    absent = {name: values for name, values in wanted.items() if name not in there}
    partly = {n: v - there[n] for n, v in wanted.items() if n in there and v - there[n]}
    return absent | partly


SENT_EMPTY = {"DIGITALSIGN"}
"""The text of a signature nobody attests; it goes and comes empty."""


@pytest.mark.parametrize("code", BOOKS)
def test_whatever_an_institution_may_say_stands_in_a_golden_message(code):
    wanted = {name: values - SENT_EMPTY for name, values in rows_of(code).items()}
    assert lacking(wanted, told_in(code)) == {}


@pytest.mark.parametrize("code", BOOKS)
def test_whatever_the_court_sends_stands_in_a_golden_message(code):
    profile, there = get_profile(code), elements_of(code, "out_")
    query, control, line = (
        ("BDCCXQQ", "BDCKZQQ", "BDCQL")
        if profile.style is Style.ELEMENT
        else ("cxqq", "kzqq", "kzzh")
    )
    wanted = {query: {*profile.query_fields}, line: {*profile.line_fields}}
    assert lacking(wanted, there) == {}
    whole = there[query] | there[control]
    assert {*profile.control_fields} <= whole


@pytest.mark.parametrize("code", BOOKS)
def test_every_measure_has_its_golden_bytes(code):
    texts = [p.read_text() for p in (PLACE / BOOKS[code] / "golden").glob("out_*.xml")]
    sent = {c for text in texts for c in re.findall(r'KZCS(?:="|>)(\d+)', text)}
    assert sent == {*get_profile(code).measures.values()}


FEEDBACK = [
    (code, message["name"])
    for code in BOOKS
    for message in wire_book(code)["messages"]
    if message["name"].startswith("in_")
    and not message["name"].endswith(("info", "usermarker", "_raw"))
]
"""What institutions feed back; the others are who calls and which documents are wanted."""


@cache
def decoded(code: str, name: str) -> Decoded:
    path, profile = find_wire_golden(code, name), get_profile(code)
    if path.suffix == ".golden":
        return bank_codec.decode_feedback(path.read_bytes(), profile)
    return decode_feedback(path.read_text().strip(), profile, "")


@pytest.mark.parametrize(("code", "name"), FEEDBACK)
def test_a_golden_message_is_read_without_a_remark(code, name):
    read = decoded(code, name)
    assert read.feedbacks
    assert (read.notes, read.problems) == ((), ())


def said_in(code: str) -> list[Feedback]:
    return [f for c, name in FEEDBACK if c == code for f in decoded(c, name).feedbacks]


@pytest.mark.parametrize("code", BANKS)
def test_every_kind_of_answer_of_a_bank_has_its_golden_message(code):
    said = said_in(code)
    kinds = (FeedbackKind.ACCOUNTS, FeedbackKind.CONTROL, FeedbackKind.REJECT)
    # In packages a ledger stands in its account and never comes apart.
    apart = set() if code == "BANK-FILE-2" else {FeedbackKind.LEDGER}
    assert {f.kind for f in said} == {*kinds, *apart}
    forms = {f.rejection.form for f in said if f.rejection}
    assert forms == {*RejectionForm} - {RejectionForm.RESULT_CODE, RejectionForm.OWN_MESSAGE}
    assert any(f.no_record for f in said)
    assert any(f.lookup_failed for f in said)
    assert any(f.receipts for f in said)


def test_every_kind_of_answer_of_a_registry_has_its_golden_message():
    said = said_in(REGISTRY)
    kinds = (FeedbackKind.REAL_ESTATE, FeedbackKind.CONTROL, FeedbackKind.REJECT)
    assert {f.kind for f in said} == {*kinds, FeedbackKind.RECEIPT}
    estates = [f.estate for f in said if f.estate is not None]
    assert {right.kind for estate in estates for right in estate.rights} == {*RightKind}
    assert all(right.holders for estate in estates for right in estate.rights)
    assert any(e.mortgages for e in estates) and any(e.pre_notices for e in estates)
    assert any(e.sealings for e in estates) and any(f.no_record for f in said)
    assert {r.outcome for f in said for r in f.results} == {*Outcome}


@pytest.mark.parametrize("code", BOOKS)
def test_every_row_has_a_malformed_case_that_names_it(code):
    named = {
        problem["row"].rpartition("/")[2].partition("[")[0]
        for case in wire_book(code)["malformed"]
        for problem in case["expect"].get("problems", ())
    }
    rows = {name.lower() for name, values in rows_of(code).items() if values} - {"head"}
    assert rows - named == set()


@pytest.mark.parametrize("code", BOOKS)
def test_every_row_and_field_has_its_name_in_both_languages(code):
    for name in {name for values in rows_of(code).values() for name in values}:
        zh, en = words_of(name)
        assert zh != name or name == "MD5", name
        assert zh and en
    if code == REGISTRY:
        assert all(r["zh"] and r["en"] for r in registry_form()["elements"].values())


def test_every_right_a_registry_tells_of_stands_in_its_form():
    answers = registry_form()["elements"]["BDCCXJG"]["children"]
    assert {kind.value for kind in RightKind} | {"DYAQ", "YGDJ", "CFDJ"} == {*answers}
    for rule in registry_form()["elements"].values():
        assert {*rule["leaves"].values()} <= {*registry_form()["shapes"], "binary"}
        assert {*rule.get("required", ())} <= {*rule["leaves"], *rule.get("children", ())}
