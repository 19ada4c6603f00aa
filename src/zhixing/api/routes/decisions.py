"""Decisions: the approval tray, a matter, opinions and panels."""

from __future__ import annotations

from uuid import UUID

from zhixing.api.route import get, post
from zhixing.api.visible import get_visible_case
from zhixing.decisions import operations, queries
from zhixing.decisions.queries import BundleView, MatterView
from zhixing.platform.principal import Principal


def tray(*, by: Principal) -> list[MatterView]:
    """List what waits for this post's decision, oldest first, without one's own matters."""
    return queries.list_waiting(by)


def matter(matter: UUID, *, by: Principal) -> MatterView:
    """Show a matter with opinions, votes and executors."""
    return queries.get_matter(by.court_no, matter)


def matters_of_case(case: UUID) -> list[MatterView]:
    """List every matter of a case, oldest first."""
    return queries.list_matters(get_visible_case(case).court_no, case)


def bundles(*, by: Principal) -> list[BundleView]:
    """List the bundles that wait for this post's decision, oldest first."""
    return queries.list_waiting_bundles(by)


def bundle(bundle: UUID, *, by: Principal) -> BundleView:
    """Show a bundle of matters that are decided together."""
    return queries.get_bundle(by.court_no, bundle)


def bundled(bundle: UUID, *, by: Principal) -> list[MatterView]:
    """List the matters of a bundle, each with what exactly is to be decided in its case."""
    return queries.list_bundled(by.court_no, bundle)


ROUTES = (
    get("/matters/waiting", tray, "待我审批", "My tray"),
    get("/matters/{matter}", matter, "审批事项", "A matter"),
    get("/cases/{case}/matters", matters_of_case, "本案审批事项", "Matters of a case"),
    get("/bundles/waiting", bundles, "待我审批的批次", "Bundles in my tray"),
    get("/bundles/{bundle}", bundle, "审批批次", "A bundle"),
    get("/bundles/{bundle}/matters", bundled, "批次内事项", "Matters of a bundle"),
    post(
        "/bundles/{bundle_id}/decision",
        operations.decide_bundle,
        "审批批次",
        "Decide a bundle",
        today=True,
    ),
    post(
        "/bundles/{bundle_id}/withdrawal",
        operations.withdraw_bundle,
        "撤回批次",
        "Withdraw a bundle",
        needs="record",
        today=True,
    ),
    post(
        "/matters/{matter_id}/opinion",
        operations.give_opinion,
        "审批意见",
        "Give an opinion",
        today=True,
    ),
    post(
        "/matters/{matter_id}/withdrawal",
        operations.withdraw_matter,
        "撤回提请",
        "Withdraw a matter",
        needs="record",
    ),
    post(
        "/matters/{matter_id}/panel",
        operations.hold_panel,
        "合议庭评议",
        "Hold a panel",
        needs="record",
    ),
)
