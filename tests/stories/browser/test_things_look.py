"""The property tab with six kinds of thing, as it looks: two languages, a narrow and a wide page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def estate(server: str, away: Any, tmp_path_factory: Any) -> Any:
    """Give the desk of a case whose debtor has things of six kinds, some of them controlled."""

    def make() -> Any:
        from decimal import Decimal

        from tests.rooms.inquiry.test_things import CAR, FUND, PURSE, STAKE, carried, yuan
        from tests.support.at_the_desk import Desk, manned_stage
        from tests.support.banks import make_bank, seek
        from tests.support.open_ones import make_one
        from zhixing.inquiry import operations as inquiry
        from zhixing.inquiry.operations import FreezeOrder, RightFreezeOrder, SealOrder
        from zhixing.institutions.kinds import InstitutionKind as K
        from zhixing.scenarios.banks import Deposit

        folder = tmp_path_factory.mktemp("estate")
        bank = make_bank(folder, Deposit("6200000000000840", "1000.00", currency="840"))
        elsewhere = {"authority": "示例区人民法院", "documentNo": "（2017）示例0101执2号"}
        asked = {
            "WALLET": make_one(folder, K.PAYMENT_INSTITUTION, PURSE),
            "EQUITY": make_one(folder, K.MARKET_REGULATOR, STAKE),
            "VEHICLE": make_one(folder, K.VEHICLE_REGISTRY, {**CAR, "priorMeasures": [elsewhere]}),
            "HOUSING_FUND": make_one(folder, K.HOUSING_FUND, FUND),
            "PENSION": make_one(
                folder,
                K.PENSION_AGENCY,
                {"kind": "PENSION", "identifier": "P1", "name": "养老金", "value": "3200.00"},
            ),
        }
        first, second = seek("90000.00"), seek("150000.00", manned_stage())
        for sought in (first, second):
            for one in (bank, *asked.values()):
                sought.query(one)
                one.cycle()
        ids = [{a.kind: a.id for a in s.assets()} for s in (first, second)]
        other, ours = first.filed.case, second.filed.case
        wallet = FreezeOrder(other, ids[0]["WALLET"], yuan("300.00"))
        carried(first, asked["WALLET"], inquiry.order_freeze, wallet)
        wallet = FreezeOrder(ours, ids[1]["WALLET"], yuan("800.00"))
        carried(second, asked["WALLET"], inquiry.order_freeze, wallet)
        stake = RightFreezeOrder(ours, ids[1]["EQUITY"], Decimal(20))
        carried(second, asked["EQUITY"], inquiry.order_right_freeze, stake)
        car = SealOrder(ours, ids[1]["VEHICLE"], yuan("86000.00"))
        carried(second, asked["VEHICLE"], inquiry.order_sealing, car)
        return Desk.of(second)

    return away(make)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_each_kind_is_spoken_of_as_what_it_is(
    server: str, browser: Any, estate: Any, away: Any, shots: Path, width: int, lang: str
) -> None:
    from zhixing.platform.principal import PostKind

    token = away(lambda: estate.client(PostKind.JUDGE).cookies["zx_session"].value)
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=server)
    cookies = [("zx_session", token), ("zx_language", lang)]
    context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
    page = context.new_page()
    page.goto(f"/cases/{estate.court_no}/{estate.case}/property/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=shots / f"things-{lang}-{width}.png", full_page=True)
    said = page.locator("#tab").inner_text()
    words = {
        "zh": ("财产总览", "网络资金，支付账户尾号", "轮候查封，第2顺位", "机动车，号牌尾号"),
        "en": ("Property in one view", "e-wallet, payment account", "queued sealing, rank 2"),
    }[lang]
    for word in words:
        assert word in said
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"
    for key, name in (("freeze", "USD"), ("transfer", "wallet"), ("renew-sealing", "car")):
        link = page.locator(f'.offers a[href*="/{key}/"]').first
        if not link.count():
            continue
        form = context.new_page()
        form.goto(link.get_attribute("href"))
        form.wait_for_load_state("networkidle")
        form.screenshot(path=shots / f"things-{name}-{lang}-{width}.png", full_page=True)
        wide = form.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{key} is {wide} px too wide"
    context.close()
