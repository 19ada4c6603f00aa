"""Assets: the property register of a case and what is held on a thing or a debtor."""

from __future__ import annotations

from uuid import UUID

from zhixing.api.route import get, in_path, post
from zhixing.api.visible import get_visible_case
from zhixing.assets import operations, queries
from zhixing.assets.queries import AssetView, HoldView
from zhixing.platform.principal import Principal


def assets(case: UUID) -> list[AssetView]:
    """List everything a case knows of, in the order it was found."""
    return queries.list_assets(get_visible_case(case).court_no, case)


def asset(asset: UUID, *, by: Principal) -> AssetView:
    """Show one thing of the court's cases."""
    return queries.get_asset(by.court_no, asset)


def holds(asset: UUID, *, by: Principal) -> list[HoldView]:
    """Show which courts hold a thing, by rank."""
    return queries.list_holds_on_asset(by.court_no, asset)


def holds_on_debtor(party: UUID) -> list[HoldView]:
    """Show what every court holds of a debtor's: court, rank and amount only."""
    return queries.list_holds_on_debtor(party)


ROUTES = (
    get("/cases/{case}/assets", assets, "财产线索与控制", "Property of a case"),
    post(
        "/cases/{case}/account-purposes",
        operations.mark_account_purpose,
        "认定账户用途",
        "Determine what an account is for",
        fills={"new.case": in_path("case")},
        status=201,
        today=True,
    ),
    get("/assets/{asset}", asset, "财产", "A thing"),
    get("/assets/{asset}/holds", holds, "查控顺位", "Holds on a thing"),
    get("/parties/{party}/holds", holds_on_debtor, "被执行人名下查控总额", "Holds on a debtor"),
)
