"""The approval tray: the document left, the reasons right, approve or return with one key."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.decisions.operations import give_opinion
from zhixing.decisions.queries import BundleView, MatterView, get_matter
from zhixing.desk.awaiting import list_awaiting, list_awaiting_bundles
from zhixing.desk.matters import document_of, reasons_of, waiting_words
from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.desk.words import MATTERS, POSTS, VERDICTS, word
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Refusal
from zhixing.platform.live import news
from zhixing.platform.screenkit.decisions import Decision, Opinion, Tray, TrayDocument, TrayItem
from zhixing.platform.screenkit.tables import Empty
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

URGENT_DAYS = 3
BUNDLE = Words("批量{m}（{n}件案件）", "{m} in {n} cases")
EMPTY = Empty(
    Words("没有待审批的事项", "Nothing waits for approval"),
    Words("新的申请到来时会列在这里。", "New applications will be listed here."),
)


def show(visit: Visit, matter: UUID | None = None, refusal: Refusal | None = None) -> HttpResponse:
    """Show the tray with one matter open, the oldest if none is named."""
    waiting, bundles = list_awaiting(visit), list_awaiting_bundles(visit)
    if matter is None and bundles and not waiting and refusal is None:
        return visit.go(reverse("desk:bundle", args=[bundles[0].id]))
    opened = next((m for m in waiting if m.id == matter), None)
    if opened is None and matter is not None:
        opened = get_matter(visit.by.court_no, matter)
    if opened is None and waiting:
        opened = waiting[0]
    numbers = _numbers(waiting, opened)
    live = news.of_approvals(visit.by.court_no)
    tray = Tray(
        items=[
            *(_bundle(visit, b) for b in bundles),
            *(_item(visit, m, numbers, opened) for m in waiting),
        ],
        live=live,
    )
    if opened is not None:
        tray = _open(visit, tray, opened, numbers, is_mine=opened in waiting)
    context = {
        "tray": tray,
        "tray_empty": EMPTY,
        "refusal": shown(refusal) if refusal is not None else None,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("approvals").render("desk/approvals.html", context, status=status)


def decide(visit: Visit, matter: UUID) -> HttpResponse:
    """Approve or return a matter, and go on to the next one."""
    given = visit.request.POST
    approve = given.get("verdict") == "APPROVE"
    waiting = [m.id for m in list_awaiting(visit)]
    outcome = perform(
        lambda: give_opinion(
            matter,
            approve=approve,
            text=given.get("reason", ""),
            on=visit.on,
            by=visit.by,
            seen_hash=given.get("seen_hash", ""),
        )
    )
    if outcome.refusal is not None:
        return show(visit, matter, outcome.refusal)
    visit.tell(Words("已同意。", "Approved.") if approve else Words("已退回。", "Returned."))
    return visit.go(_next_url(waiting, matter))


def _next_url(waiting: list[UUID], done: UUID) -> str:
    place = waiting.index(done) if done in waiting else -1
    rest = [*waiting[place + 1 :], *waiting[: max(place, 0)]]
    return reverse("desk:matter", args=[rest[0]]) if rest else reverse("desk:approvals")


def _numbers(waiting: list[MatterView], opened: MatterView | None) -> dict[UUID, str]:
    """Give the case numbers of what waits, with one query."""
    matters = [*waiting, *([opened] if opened is not None else [])]
    ids = tuple({m.case for m in matters})
    if not ids:
        return {}
    found = list_cases(CaseFilter(ids=ids), order="claim", limit=len(ids))
    return {c.id: c.number for c in found.cases}


def _item(
    visit: Visit, m: MatterView, numbers: dict[UUID, str], opened: MatterView | None
) -> TrayItem:
    return TrayItem(
        title=word(MATTERS, m.code),
        url=reverse("desk:matter", args=[m.id]),
        case_no=numbers[m.case],
        applicant=str(_roster(visit).name(m.applicant_person)),
        waiting=waiting_words(m.opened_on, visit.on),
        is_current=opened is not None and m.id == opened.id,
        is_urgent=(visit.on - m.opened_on).days >= URGENT_DAYS,
        key=m.id.hex,
    )


def _bundle(visit: Visit, b: BundleView) -> TrayItem:
    return TrayItem(
        title=BUNDLE.filled(m=word(MATTERS, b.code), n=b.matters),
        url=reverse("desk:bundle", args=[b.id]),
        case_no="",
        applicant=str(_roster(visit).name(b.applicant_person)),
        waiting=waiting_words(b.opened_on, visit.on),
        is_urgent=(visit.on - b.opened_on).days >= URGENT_DAYS,
        key=b.id.hex,
    )


def _roster(visit: Visit) -> Roster:
    known = visit.request.META.get("zx.roster")
    if not isinstance(known, Roster):
        known = Roster.of(visit.by.court_no, visit.on)
        visit.request.META["zx.roster"] = known
    return known


def _open(
    visit: Visit, tray: Tray, m: MatterView, numbers: dict[UUID, str], *, is_mine: bool
) -> Tray:
    roster = _roster(visit)
    title = word(MATTERS, m.code)
    return replace(
        tray,
        document=_document(m, title),
        case_no=numbers[m.case],
        case_url=reverse("desk:case", args=[m.court_no, m.case]),
        summary=Words("{n}提请，{w}", "put up by {n}, {w}").filled(
            n=roster.name(m.applicant_person), w=waiting_words(m.opened_on, visit.on)
        ),
        reasons=reasons_of(m),
        opinions=[
            Opinion(
                str(roster.name(o.person)),
                word(POSTS, o.post_kind),
                word(VERDICTS, o.verdict),
                instant(o.given_on),
                o.text,
            )
            for o in m.opinions
        ],
        approve=_approve(m) if is_mine else None,
        send_back=_send_back(m) if is_mine else None,
    )


def _document(m: MatterView, title: Text) -> TrayDocument:
    """Give the drafted instrument where there is one, else what is decided in full."""
    if m.document is None:
        return TrayDocument(title, html=document_of(m))
    return TrayDocument(title, url=reverse("desk:instrument", args=[m.court_no, m.document]))


def _approve(m: MatterView) -> Decision:
    is_last = m.step + 1 >= len(m.route)
    if is_last:
        consequence = Words("批准后立即生效并进入办理。", "Approved, it takes effect at once.")
    else:
        consequence = Words("同意后报{p}审批。", "Approved, it goes on to: {p}.").filled(
            p=word(POSTS, m.route[m.step + 1])
        )
    return Decision(
        name="approve",
        label=Words("同意", "Approve"),
        url=reverse("desk:decide", args=[m.id]),
        consequence=consequence,
        tone="act",
        key="a",
        reason="optional",
        fields=(("verdict", "APPROVE"), ("seen_hash", m.payload_hash)),
    )


def _send_back(m: MatterView) -> Decision:
    return Decision(
        name="return",
        label=Words("退回", "Return"),
        url=reverse("desk:decide", args=[m.id]),
        consequence=Words(
            "退回提请人并附理由，不发生任何效力。",
            "It goes back with your reason and has no effect.",
        ),
        tone="return",
        key="r",
        reason="required",
        fields=(("verdict", "RETURN"), ("seen_hash", m.payload_hash)),
    )
