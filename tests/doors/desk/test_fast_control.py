"""Fast control at the desk: chosen, previewed, put up, struck and approved, taken back."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.support.banks import QUEUES, Deposit, make_bank
from zhixing.decisions.queries import list_waiting_bundles
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.inquiry.bulk_queries import list_bulks
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K

MAIN, SPARE = "6200000000000001", "6200000000000002"


def _page(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def _fields(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def test_deposits_found_are_frozen_together_from_the_workbench(tmp_path):
    bank = make_bank(tmp_path, Deposit(MAIN, "30000.00"), Deposit(SPARE, "900.00"))
    sought, desk = _sought("50000.00")
    sought.query(bank)
    bank.cycle()
    judge, url = desk.client(K.JUDGE), reverse("desk:fast_control")
    page = _page(judge.get(url))
    rows = _fields(page)["row"]
    assert len(rows) == 2 and "¥30,000.00" in page
    by_tail = {tail: row for row in rows for tail in (MAIN[-4:], SPARE[-4:]) if f"…{tail}" in page}
    assert len(by_tail) == 2
    spare = next(r for r in rows if str(_asset(sought, SPARE)) in r)

    bad = judge.post(url, {"row": rows, f"amount-{spare.split('/')[1]}": "一百"})
    assert bad.status_code == 422 and "的冻结金额“一百”不能识别" in _page(bad)
    seen = judge.post(url, {"row": rows, f"amount-{spare.split('/')[1]}": "900.01"})
    page = _page(seen)
    assert "超过查得余额900.00元" in page and "最多可冻结30000.00元" in page
    assert "只提请合格的1行" in page
    assert not sought.requests("CONTROL"), "a preview writes nothing"
    none = judge.post(url, {**_fields(page), "step": "order", "mode": "ALL_OR_NONE"})
    assert none.status_code == 422 and not sought.requests("CONTROL")

    page = _page(judge.post(url, {"row": rows}))
    done = judge.post(url, {**_fields(page), "step": "order", "mode": "ALL_OR_NONE"})
    assert done.status_code == 302
    batch = _page(judge.get(done.headers["Location"]))
    assert "待审批2件" in batch and sought.filed.number in batch

    director = desk.client(K.DIRECTOR)
    assert "批量冻结" in _page(director.get(reverse("desk:my_day")))
    (bundle,) = sought.read(lambda: list_waiting_bundles(sought.filed.stage.who(K.DIRECTOR)))
    where = reverse("desk:bundle", args=[bundle.id])
    assert director.get(reverse("desk:approvals")).headers["Location"] == where
    page = _page(director.get(where))
    assert judge.get(where).status_code == 403
    for why in re.findall(r'href="(/why/matter/[^"]+)"', page):
        panel = director.get(why, headers={"HX-Request": "true"})
        assert panel.status_code == 200 and "why-conclusion" in panel.content.decode()
    parts = _fields(page)["strike"]
    decide = reverse("desk:bundle_decide", args=[bundle.id])
    given = {"verdict": "APPROVE", "seen_hash": bundle.hash, "strike": parts[:1]}
    refused = director.post(decide, given)
    assert refused.status_code == 422 and "并写明理由" in _page(refused)
    assert director.post(decide, {**given, "reason": "工资账户待核"}).status_code == 302
    drain(QUEUES)
    states = sorted(r.state for r in sought.requests("CONTROL"))
    assert states == ["ISSUED", "WITHDRAWN"]

    (kept,) = sought.read(lambda: list_bulks(sought.court_no))
    undo = reverse("desk:control_undo", args=[kept.id])
    assert judge.post(undo, {"reason": ""}).status_code == 422
    assert judge.post(undo, {"reason": "已当庭履行"}).status_code == 302
    assert {r.state for r in sought.requests("CONTROL")} == {"WITHDRAWN"}
    page = _page(judge.get(reverse("desk:control_batch", args=[kept.id])))
    assert "审批时剔除" in page and "批次撤销：已当庭履行" in page
    assert "Take the batch back" not in page and "撤销批次" not in page.split("<main")[1][:4000]


@pytest.mark.parametrize("first", [MAIN, SPARE])
def test_what_is_put_up_is_what_the_preview_showed(tmp_path, first):
    bank = make_bank(tmp_path, Deposit(MAIN, "30000.00"), Deposit(SPARE, "40000.00"))
    sought, desk = _sought("20000.00")
    sought.query(bank)
    bank.cycle()
    judge, url = desk.client(K.JUDGE), reverse("desk:fast_control")
    given = _fields(_page(judge.get(url)))["row"]
    rows = sorted(given, key=lambda r: not r.endswith(_id(sought, first)))
    page = _page(judge.post(url, {"row": rows}))
    assert "只提请合格的1行" in page and "已足额控制" in page
    assert _fields(page)["row"] == rows, "in the order in which they were judged"
    assert judge.post(url, {**_fields(page), "step": "order"}).status_code == 302
    (request,) = sought.requests("CONTROL")
    assert [line.asset for line in request.lines] == [_asset(sought, first)]


def test_what_changed_after_the_preview_is_shown_before_it_is_put_up(tmp_path):
    bank = make_bank(tmp_path, Deposit(MAIN, "30000.00"))
    sought, desk = _sought("20000.00")
    sought.query(bank)
    bank.cycle()
    judge, url = desk.client(K.JUDGE), reverse("desk:fast_control")
    page = _page(judge.post(url, {"row": _fields(_page(judge.get(url)))["row"]}))
    paid = Incoming("R1", sought.today, Fen.of_yuan("5000.00"), sought.account)
    sought.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)
    changed = judge.post(url, {**_fields(page), "step": "order"})
    page = _page(changed)
    assert changed.status_code == 409 and "预览之后情况有变，本批未提请" in page
    assert not sought.requests("CONTROL")
    assert judge.post(url, {**_fields(page), "step": "order"}).status_code == 302
    assert len(sought.requests("CONTROL")) == 1


def _id(sought: Any, number: str) -> str:
    return str(_asset(sought, number))


def _asset(sought: Any, number: str) -> Any:
    return next(a.id for a in sought.assets() if a.identifier_tail == number[-4:])


def _box(field: Any, kind: str, name: str) -> str:
    return f"{name}-{field.by_kind[kind]}"


def test_rights_and_foreign_money_are_frozen_from_the_workbench_and_taken_back(tmp_path):
    from tests.rooms.inquiry.test_bulk_kinds import Field
    from tests.support.at_the_desk import Desk, manned_stage

    field = Field(tmp_path, stage=manned_stage())
    desk = Desk.of(field.sought)
    judge, url = desk.client(K.JUDGE), reverse("desk:fast_control")
    page = _page(judge.get(url))
    assert all(w in page for w in ("股权、证券和其他权利", "20000股", "30%", "美元", "1,000.00"))
    assert "Stakes, securities and other rights" in _english(desk, url)
    chosen = {
        kind: next(r for r in _fields(page)["row"] if r.endswith(str(field.by_kind[kind])))
        for kind in ("DOLLARS", "SECURITIES", "EQUITY")
    }
    ticked = re.findall(r'name="row" value="([^"]+)"[^>]* checked', page)
    assert not set(chosen.values()) & set(ticked), "what needs more than a tick is not ticked"

    given: dict[str, Any] = {
        "row": list(chosen.values()),
        _box(field, "SECURITIES", "quantity"): "千",
        _box(field, "SECURITIES", "price"): "10",
        _box(field, "EQUITY", "quantity"): "31%",
        _box(field, "EQUITY", "income"): "1",
    }
    bad = judge.post(url, given)
    assert bad.status_code == 422
    page = _page(bad)
    assert "的冻结的比例或者数量“千”不能识别，请填写数字或者百分比" in page
    assert 'value="31%"' in page and page.count('aria-invalid="true"') == 1, "nothing typed is lost"

    given[_box(field, "SECURITIES", "quantity")] = "1,000"
    page = _page(judge.post(url, given))
    assert "拟冻结31%，登记持有30%" in page and "外币须写明汇率" in page
    assert "只提请合格的1行" in page and "1000股" in page and "10,000.00" in page
    assert "冻结股票数量" in page and "finding-1" in page, "why so many"
    back = _page(judge.post(url, {**_fields(page), "step": "edit"}))
    assert 'value="1,000"' in back and 'value="31%"' in back

    given |= {
        _box(field, "EQUITY", "quantity"): "20",
        "rate-840": "650.00",
        "rate_on-840": field.sought.today.isoformat(),
        "rate_source-840": "中国外汇交易中心中间价",
    }
    page = _page(judge.post(url, given))
    assert "另有1项价值未明" in page and "全部提请" in page and "价值未明，按申请的比例" in page
    done = judge.post(url, {**_fields(page), "step": "order"})
    assert done.status_code == 302
    where = done.headers["Location"]
    page = _page(judge.get(where))
    assert "20%" in page and "1000股" in page and "价值未明" in page and "¥0.01" not in page

    _approved(desk, field.sought)
    field.cycle()
    assert field.held("EQUITY") is not None and field.held("SECURITIES") is not None

    _take_back(field, judge)


def _take_back(field: Any, judge: Any) -> None:
    """The batch says of each row that its release waits, leads there, and says so again."""
    (kept,) = field.sought.read(lambda: list_bulks(field.sought.court_no))
    bulk, given = kept.id, {"reason": "申请人撤回"}
    releases = judge.post(reverse("desk:control_undo", args=[bulk]), given).headers["Location"]
    page = _page(judge.get(releases))
    assert "待审批3件" in page and "20%" in page and "¥0.01" not in page
    first = reverse("desk:control_batch", args=[bulk])
    page = _page(judge.get(first))
    assert page.count("解除审批中") == 3 and f'href="{releases}"' in page
    assert f'href="{first}"' in _page(judge.get(releases)), "and back"
    again = judge.post(reverse("desk:control_undo", args=[bulk]), {"reason": "再撤"}, follow=True)
    page = _page(again)
    assert "本次没有新增的撤回和解除；3件此前已提请解除，正在审批或者办理。" in page


def _approved(desk: Any, sought: Any) -> None:
    """Look at the bundle that waits as the director does, and approve it."""
    director = desk.client(K.DIRECTOR)
    who = sought.filed.stage.who(K.DIRECTOR)
    (bundle,) = sought.read(lambda: list_waiting_bundles(who))
    shown = _page(director.get(reverse("desk:bundle", args=[bundle.id])))
    assert "20%" in shown and "价值未明" in shown and "¥0.01" not in shown
    decide = reverse("desk:bundle_decide", args=[bundle.id])
    said = {"verdict": "APPROVE", "seen_hash": bundle.hash}
    assert director.post(decide, said).status_code == 302
    drain(QUEUES)


def _english(desk: Any, url: str) -> str:
    client = desk.client(K.JUDGE)
    client.cookies["zx_language"] = "en"
    page = _page(client.get(url))
    client.cookies["zx_language"] = "zh"
    return page
