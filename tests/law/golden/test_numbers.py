"""Case and identity numbers as they stand in published instruments and standards."""

from __future__ import annotations

import pytest

from zhixing.law.topics.asking import ask, get_topic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（2018）渝0119执1234号", (2018, "渝0119", "执", 1234, False)),
        ("(2018)渝0119执恢12号", (2018, "渝0119", "执恢", 12, False)),
        ("（２０１８）粤1971执保5号", (2018, "粤1971", "执保", 5, False)),
        ("（2019）最高法执监88号", (2019, "最高法", "执监", 88, False)),
        ("（2020）兵01执3号", (2020, "兵01", "执", 3, False)),
        ("〔2018〕渝0119执1234号", (2018, "渝0119", "执", 1234, False)),
        ("（2013）南川法民初字第03058号", (2013, "南川法", "民初", 3058, True)),
        ("（2012）浦民一（民）初字第12345号", (2012, "浦", "民一(民)初", 12345, True)),
        ("（2009）执监字第12号", (2009, None, "执监", 12, True)),
    ],
)
def test_a_case_number(text: str, expected: tuple[object, ...]) -> None:
    result = ask(get_topic("case-number"), {"text": text})["result"]
    assert isinstance(result, dict)
    keys = ("year", "court_code", "type", "serial", "legacy")
    assert tuple(result[key] for key in keys) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "SHAPE"),
        ("（2018）渝0119执٣号", "COURT_CODE"),
        ("（2018）渝0119执999999999号", "SERIAL"),
        ("（2016）南川法民初字第03058号", "YEAR"),
        ("（1948）南川法民初字第03058号", "YEAR"),
        ("（2013）字第3号", "PATTERN"),
        ("（2013）南川法民初字第0号", "SERIAL"),
    ],
)
def test_what_is_no_case_number(text: str, code: str) -> None:
    error = ask(get_topic("case-number"), {"text": text})["error"]
    assert isinstance(error, dict)
    assert (error["code"], error["field"]) == (code, "text")


@pytest.mark.parametrize(
    ("kind", "number", "reason"),
    [
        # GB 11643 附录例
        ("resident_id", "11010519491231002X", None),
        ("resident_id", "11010519491231002x", None),
        ("resident_id", "110105 19491231 002X", None),
        ("resident_id", "99010519491231002X", "division"),
        ("resident_id", "11010519490229002X", "birth_date"),
        ("resident_id", "110105291231002", None),
        ("resident_id", "110105290229002", "birth_date"),
        ("resident_id", "11010520491231002X", "born_later"),
        # GB 32100 附录例
        ("uscc", "91350100M000100Y43", None),
        ("uscc", "91350100M000100Y4O", "character"),
        ("uscc", "B1350100M000100Y43", "check"),
    ],
)
def test_an_identity_number(kind: str, number: str, reason: str | None) -> None:
    result = ask(get_topic("identity"), {"kind": kind, "number": number})["result"]
    assert isinstance(result, dict)
    assert (result["valid"], result["reason"]) == (reason is None, reason)
