"""An answer that was not read whole is told wherever the officer looks: nothing looks complete."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest

from simulators.registry.codec import Node
from tests.doors.desk.test_deeds import _sought
from tests.support.at_the_desk import Desk
from tests.support.banks import DEBTOR
from tests.support.registries import Registry, house, make_registry, seal, unit
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.partly_read import list_partly_read
from zhixing.platform.principal import PostKind as K

NOT_WHOLE = "反馈未能全部读取"


def rights() -> list[Any]:
    first, second, third = sorted(unit(place) for place in (1, 2, 3))
    return [
        house(first, place=1, business_no="SLYW0001"),
        house(second, place=2, right="LQ", area="46.70", use=""),
        house(third, place=3, right="TDSYQ", area="12000.00", use="水田"),
    ]


@pytest.fixture
def garbled(tmp_path: Path) -> tuple[Any, Registry]:
    sought, _ = _sought()
    registry = make_registry(tmp_path, *rights(), garbled=1)
    sought.query(registry)
    registry.cycle()
    return sought, registry


def pages(sought: Any, lang: str = "zh") -> dict[str, str]:
    """Give what the handler sees: the request, the centre, both tabs of the case."""
    desk = Desk.of(sought)
    client = desk.client(K.JUDGE)
    (view,) = sought.requests("QUERY")
    client.cookies["zx_language"] = lang
    shown = {
        "request": client.get(f"/queries/{sought.court_no}/{view.id}/").content.decode(),
        "centre": client.get("/queries/").content.decode(),
        "stuck": client.get("/queries/stuck/").content.decode(),
    }
    client.cookies["zx_language"] = "zh"
    start = shown["centre"].index(f'id="row-{sought.filed.case.hex}"')
    shown["centre"] = shown["centre"][start : shown["centre"].index("</tr>", start)]
    shown |= {tab: desk.page(K.JUDGE, tab, lang) for tab in ("property", "queries")}
    return {name: html.unescape(text) for name, text in shown.items()}


def test_the_officer_is_told_on_every_page(garbled: tuple[Any, Registry]) -> None:
    sought, _ = garbled
    (view,) = sought.requests("QUERY")
    assert (view.outcome, view.hits, len(sought.assets())) == ("FOUND", 2, 2)
    shown = pages(sought)
    assert "2件，▲ 反馈未能全部读取，可能不止此数" in shown["request"]
    assert "▲ 反馈未能全部读取" in shown["queries"]
    assert "反馈未能全部读取，财产可能不全" in shown["property"]
    before = shown["property"].partition("财产总览")[0]
    assert "财产可能不全" in before, "it is said before the property is listed"
    for name in ("request", "property", "stuck"):
        assert "FDCQ" in shown[name].upper() and "JZMJ" in shown[name], name
        assert "TDSYQ[1]" in shown[name].upper() and "BDCDYH" in shown[name], name
    assert "mx-unclear" in shown["centre"] and "mx-hit" not in shown["centre"]
    assert "▲ 仅部分入卷" in shown["property"]


def test_it_is_told_in_english_too(garbled: tuple[Any, Registry]) -> None:
    shown = pages(garbled[0], "en")
    assert "the answer was not read whole: there may be more" in shown["request"]
    assert "Answers not read whole: there may be more property" in shown["property"]
    assert "answer not read whole" in shown["centre"]
    assert "▲ answer not read whole" in shown["queries"]


def test_a_whole_answer_is_told_as_one(tmp_path: Path) -> None:
    sought, _ = _sought()
    registry = make_registry(tmp_path, *rights())
    sought.query(registry)
    registry.cycle()
    shown = pages(sought)
    assert not any(NOT_WHOLE in shown[name] for name in ("request", "property", "queries"))
    assert "mx-hit" in shown["centre"] and "mx-unclear" not in shown["centre"]
    assert len(sought.assets()) == 3


def test_a_corrected_answer_ends_it(garbled: tuple[Any, Registry]) -> None:
    sought, registry = garbled
    registry.plan()
    (view,) = sought.requests("QUERY")
    holder = Node("QLRXXLIST", {"QLRMC": DEBTOR.name, "ZJZL": "1", "ZJH": DEBTOR.number})
    land = Node("TDSYQLIST", {"BDCDYH": unit(9), "ZL": "示例路9号", "ZDMJ": "1"}, [holder])
    told = {"CXQQDH": view.external_no, "RESULT": "0000"}
    registry.say("feedBdcQL", Node("BDCCXJG", told, [land]))
    shown = pages(sought)
    assert not any(NOT_WHOLE in shown[name] for name in ("request", "property", "queries"))
    assert "更正先前反馈" in shown["request"]


def test_a_look_ends_it(garbled: tuple[Any, Registry]) -> None:
    sought, _ = garbled
    (gap,) = sought.read(lambda: list_partly_read(sought.court_no, sought.filed.case))
    assert gap.is_entered and gap.problem_en
    sought.do(
        lambda by: inquiry.settle_answer(gap.request, "电话核对，仅此三处", sought.today, by=by)
    )
    shown = pages(sought)
    assert not any(NOT_WHOLE in shown[name] for name in ("property", "queries"))
    assert "电话核对，仅此三处" in shown["request"]


def test_what_could_not_be_read_at_all_is_named_as_well(tmp_path: Path) -> None:
    sought, _ = _sought()
    registry = make_registry(tmp_path)
    sought.query(registry)
    registry.plan(silence=1)
    registry.cycle()
    (view,) = sought.requests("QUERY")
    told = {"CXQQDH": view.external_no, "RESULT": "0000"}
    lost = Node("LQLIST", {"ZL": "示例乡"})
    registry.say("feedBdcQL", Node("BDCCXJG", told, [lost]))
    shown = pages(sought)
    assert sought.requests("QUERY")[0].outcome == ""
    assert "▲ 未入卷" in shown["property"] and "mx-unclear" in shown["centre"]


def test_the_registrys_number_goes_back_and_papers_say_who_filed_them(
    garbled: tuple[Any, Registry],
) -> None:
    sought, registry = garbled
    registry.plan()
    thing = next(a for a in sought.assets() if "示例路1号" in a.label)
    desk = Desk.of(sought)
    seen = desk.ask(K.JUDGE, "seal", of=thing.id)[1]
    assert "登记业务号" in seen and "SLYW0001" in seen
    seal(sought, thing.id)
    registry.cycle()
    fetched = [e for e in registry.events("documents") if e["operation"] == "kzwsInfo"]
    day = sought.today.strftime("%Y/%m/%d")
    assert fetched and all(day in filed for filed in fetched[0]["filed"])
