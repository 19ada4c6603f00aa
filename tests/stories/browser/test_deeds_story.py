"""A case from hit to closing in a real browser: every deed on the case page, as its people do them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280, 1920)


@pytest.fixture(scope="module")
def bank_and_desk(server: str, away: Any, tmp_path_factory: Any) -> Any:
    """Give a case whose debtor has money at a simulated bank, and the desk it is worked from."""

    def make() -> Any:
        from tests.support.at_the_desk import Desk, manned_stage
        from tests.support.banks import make_bank, seek
        from zhixing.scenarios.banks import Deposit

        deposit = Deposit("62220000000000010001", "60000.00")
        bank = make_bank(tmp_path_factory.mktemp("bank"), deposit)
        return bank, Desk.of(seek("20000.00", manned_stage()))

    return away(make)


@pytest.fixture
def sit(browser: Any, server: str, bank_and_desk: Any, away: Any) -> Iterator[Any]:
    """Give a function that opens the case for a post, in a language and a width."""
    _, desk = bank_and_desk
    opened: list[Any] = []

    def open_case(kind: Any, tab: str = "", lang: str = "zh", width: int = 1280) -> Any:
        token = away(lambda: desk.client(kind).cookies["zx_session"].value)
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=server)
        cookies = [("zx_session", token), ("zx_language", lang)]
        context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
        opened.append(context)
        page = context.new_page()
        page.goto(f"/cases/{desk.court_no}/{desk.case}/{tab}{'/' if tab else ''}")
        return page

    yield open_case
    for context in opened:
        context.close()


def _begin(page: Any, name: str) -> None:
    page.locator(".offers").get_by_role("link", name=name, exact=True).first.click()


def _go_on(page: Any, shot: Path | None = None) -> None:
    """Look at the preview and confirm."""
    if page.locator(".deed-form button[value=preview]").count():
        page.locator(".deed-form button[value=preview]").click()
    page.wait_for_selector(".preview")
    if shot is not None:
        page.screenshot(path=shot, full_page=True)
    page.locator("button[value=confirm]").click()
    page.wait_for_selector("#tab")


def _ask_too_much(judge: Any, shots: Path) -> str:
    """Begin a freeze above the limit, read why it is refused, and put the amount right."""
    _begin(judge, "冻结")
    amount = judge.input_value("#id_amount")
    judge.fill("#id_amount", "99999")
    judge.locator("button[value=preview]").click()
    judge.wait_for_selector(".faults")
    assert "冻结金额" in judge.locator(".faults").inner_text()
    judge.screenshot(path=shots / "deeds-freeze-fault.png", full_page=True)
    judge.fill("#id_amount", amount)
    judge.get_by_text("最多可冻结").locator("..").locator("a.why").click()
    judge.wait_for_selector("#why:not([hidden]) .why-conclusion")
    assert "最多可冻结" in judge.locator(".why-conclusion").inner_text()
    judge.screenshot(path=shots / "deeds-freeze-why.png")
    judge.keyboard.press("Escape")
    return amount


def _receive_and_pay(sit: Any, amount: str, shots: Path) -> None:
    """Post what the bank transferred, and pay it out by four people."""
    from zhixing.platform.principal import PostKind

    accountant = sit(PostKind.ACCOUNTANT, "money")
    _begin(accountant, "登记到账（含分期履行）")
    accountant.fill("#id_amount", amount)
    accountant.fill("#id_reference", "B-1")
    accountant.select_option("#id_kind", "transferred")
    _go_on(accountant, shots / "deeds-receipt-preview.png")
    judge = sit(PostKind.JUDGE, "money")
    _begin(judge, "申请发放案款")
    judge.fill("#id_bank_name", "示例银行")
    judge.fill("#id_account_number", "6222000000000009")
    judge.fill("#id_purpose", "发放案款")
    _go_on(judge, shots / "deeds-payment-preview.png")
    for kind, name in (
        (PostKind.ACCOUNTANT, "复核发放"),
        (PostKind.DIRECTOR, "批准发放"),
        (PostKind.CASHIER, "登记已付"),
    ):
        page = sit(kind, "money")
        _begin(page, name)
        if page.locator("#id_bank_reference").count():
            page.fill("#id_bank_reference", "P-1")
        _go_on(page)


def test_from_hit_to_closing(sit: Any, bank_and_desk: Any, away: Any, shots: Path) -> None:
    from zhixing.cases.docket.chapters import Closure
    from zhixing.cases.queries import facts_now
    from zhixing.platform.jobs.drain import drain
    from zhixing.platform.principal import PostKind

    bank, desk = bank_and_desk

    def approve() -> None:
        page = sit(PostKind.DIRECTOR)
        page.goto("/approvals/")
        page.keyboard.press("a")
        page.wait_for_selector(".toast")
        away(lambda: (drain(("reactions", "inquiry")), bank.cycle(3)))

    judge = sit(PostKind.JUDGE, "property")
    _begin(judge, "发起财产查询")
    judge.locator("input[name=parties]").first.check()
    judge.screenshot(path=shots / "deeds-query.png", full_page=True)
    _go_on(judge)
    away(lambda: bank.cycle(3))
    judge.reload()
    judge.screenshot(path=shots / "deeds-hit.png", full_page=True)

    amount = _ask_too_much(judge, shots)
    judge.locator("button[value=preview]").click()
    judge.wait_for_selector(".preview")
    judge.locator(".deed-side a.why[href^='#']").first.click()
    judge.wait_for_selector("#why:not([hidden]) .why-conclusion")
    judge.keyboard.press("Escape")
    _go_on(judge, shots / "deeds-freeze-preview.png")
    assert "提请审批" in judge.locator("#news").inner_text()
    judge.screenshot(path=shots / "deeds-freeze-done.png", full_page=True)
    approve()

    judge = sit(PostKind.JUDGE, "property")
    assert "已冻结" in judge.locator(".offers").inner_text()
    judge.screenshot(path=shots / "deeds-frozen.png", full_page=True)
    _begin(judge, "扣划")
    _go_on(judge, shots / "deeds-transfer-preview.png")
    approve()

    _receive_and_pay(sit, amount, shots)
    judge = sit(PostKind.JUDGE, "closing")
    judge.screenshot(path=shots / "deeds-closing.png", full_page=True)
    _begin(judge, "提请结案（执行完毕）")
    _go_on(judge, shots / "deeds-closing-preview.png")
    approve()

    def closed() -> Any:
        with desk.reading():
            return facts_now(desk.court_no, desk.case).of(Closure).closed_on

    assert away(closed) == desk.stage.today
    judge = sit(PostKind.JUDGE, "closing")
    assert re.search("执行完毕", judge.locator(".answers").first.inner_text())
    judge.screenshot(path=shots / "deeds-closed.png", full_page=True)


@pytest.fixture(scope="module")
def standing(server: str, away: Any, tmp_path_factory: Any) -> Any:
    """Give the desk of a case in the middle of its life, with one deposit found."""

    def make() -> Any:
        from tests.support.at_the_desk import Desk, manned_stage
        from tests.support.banks import make_bank, seek
        from zhixing.scenarios.banks import Deposit

        deposits = [Deposit(f"6222000000000002000{n}", f"{n}0000.00") for n in (1, 2, 3)]
        bank = make_bank(tmp_path_factory.mktemp("bank"), *deposits)
        sought = seek("90000.00", manned_stage())
        sought.query(bank)
        bank.cycle(3)
        sought.freeze(sought.assets()[0].id, "10000.00")
        bank.cycle(3)
        return Desk.of(sought)

    return away(make)


def _hold(page: Any, name: str, lang: str, shots: Path) -> None:
    """Look at a page at every width; nothing sticks out."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=shots / f"deeds-{name}-{lang}-{width}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide at {width}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_deeds_hold_at_every_width(
    browser: Any, server: str, standing: Any, away: Any, shots: Path, lang: str
) -> None:
    from zhixing.platform.principal import PostKind

    desk = standing
    token = away(lambda: desk.client(PostKind.JUDGE).cookies["zx_session"].value)
    freeze = away(lambda: desk.subject(PostKind.JUDGE, "freeze"))
    case = f"/cases/{desk.court_no}/{desk.case}/"
    pages = {
        "property": f"{case}property/",
        "measures": f"{case}measures/",
        "closing": f"{case}closing/",
        "instruments": f"{case}instruments/",
        "freeze": desk.url("freeze", freeze),
        "settle": desk.url("settle"),
    }
    for name, path in pages.items():
        context = browser.new_context(base_url=server)
        cookies = [("zx_session", token), ("zx_language", lang)]
        context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda m, said=said: said.append(m.text) if m.type == "error" else None)
        assert page.goto(path).status == 200, name
        page.wait_for_load_state("networkidle")
        if page.locator("details.not-now").count():
            page.locator("details.not-now > summary").click()
        _hold(page, name, lang, shots)
        if name == "freeze":
            page.locator("button[value=preview]").click()
            page.wait_for_selector(".preview")
            _hold(page, "preview", lang, shots)
        assert not said, (name, said)
        context.close()
