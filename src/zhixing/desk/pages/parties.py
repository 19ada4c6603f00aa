"""A person's number: shown for a purpose, in an emergency with a reason, and reviewed after."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.kernel.refusal import Refusal
from zhixing.parties.operations import break_glass, reveal_identity, review_break_glass
from zhixing.parties.queries import get_party, list_open_reviews, list_parties
from zhixing.parties.values import (
    PURPOSE_WORDS,
    BreakGlassView,
    Identity,
    Purpose,
    PurposeCode,
    ReviewOutcome,
)
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.tables import Empty
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.refusals import perform, shown, status_of


def reveal(visit: Visit, party: UUID) -> HttpResponse:
    """Show a number in place for a stated purpose."""
    given = visit.request.POST.get("purpose", "")
    code = PurposeCode(given) if given in set(PurposeCode) else None
    text = str(Words(*PURPOSE_WORDS[code])) if code is not None else ""
    purpose = Purpose(code or PurposeCode.SUPERVISION, text)
    outcome = perform(lambda: reveal_identity(party, purpose, by=visit.by, at=visit.at))
    context: dict[str, object] = {"key": _key(visit, party), "party": party}
    if outcome.refusal is not None:
        context |= {
            "refusal": shown(outcome.refusal),
            "may_break": visit.by.may("break_glass"),
            "url": reverse("desk:break_glass", args=[party]),
        }
        status = status_of(outcome.refusal)
        return render(visit.request, "desk/parts/identity_refused.html", context, status=status)
    context["identity"] = outcome.value
    return render(visit.request, "desk/parts/identity.html", context)


def _key(visit: Visit, party: UUID) -> str:
    place = visit.request.GET.get("place", "")
    return f"{place}-{party.hex}" if place.isdecimal() else party.hex


def break_the_glass(visit: Visit, party: UUID) -> HttpResponse:
    """Show a number in an emergency, for a reason that another person reviews."""
    view = get_party(party)
    identity: Identity | None = None
    refusal: Refusal | None = None
    if visit.request.method == "POST":
        reason = visit.request.POST.get("reason", "")
        outcome = perform(lambda: break_glass(party, reason, by=visit.by, at=visit.at))
        refusal = outcome.refusal
        identity = outcome.value[0] if outcome.value is not None else None
    context = {
        "party": view,
        "identity": identity,
        "refusal": shown(refusal) if refusal is not None else None,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("cases").render("desk/break_glass.html", context, status=status)


def reviews(visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    """Show the emergency looks that wait for review."""
    waiting = list_open_reviews(visit.by.court_no)
    known = list_parties({w.party for w in waiting})
    roster = Roster.of(visit.by.court_no, visit.on)
    rows = [
        {
            "look": w,
            "who": roster.name(w.person),
            "party": known[w.party].name if w.party in known else "",
            "party_url": f"{reverse('desk:cases')}?{urlencode({'name': known[w.party].name})}"
            if w.party in known
            else "",
            "decisions": _verdicts(w),
        }
        for w in waiting
    ]
    context = {
        "rows": rows,
        "refusal": shown(refusal) if refusal is not None else None,
        "empty": Empty(Words("没有待复核的紧急查阅", "No emergency look waits for review")),
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("reviews").render("desk/reviews.html", context, status=status)


def _verdicts(w: BreakGlassView) -> list[Decision]:
    url = reverse("desk:review", args=[w.id])
    return [
        Decision(
            name=f"justified-{w.id.hex}",
            label=Words("理由成立", "Justified"),
            url=url,
            consequence=Words("复核结果记入日志。", "The review is written to the log."),
            reason="optional",
            fields=(("outcome", ReviewOutcome.JUSTIFIED.value),),
        ),
        Decision(
            name=f"unjustified-{w.id.hex}",
            label=Words("理由不成立", "Not justified"),
            url=url,
            consequence=Words(
                "复核结果记入日志，并须另行追究。",
                "The review is written to the log and calls for further steps.",
            ),
            tone="return",
            reason="required",
            fields=(("outcome", ReviewOutcome.UNJUSTIFIED.value),),
        ),
    ]


def review(visit: Visit, look: UUID) -> HttpResponse:
    """Close the review of an emergency look."""
    is_justified = visit.request.POST.get("outcome") == ReviewOutcome.JUSTIFIED
    verdict = ReviewOutcome.JUSTIFIED if is_justified else ReviewOutcome.UNJUSTIFIED
    note = visit.request.POST.get("reason", "")
    outcome = perform(lambda: review_break_glass(look, verdict, note, by=visit.by, at=visit.at))
    if outcome.refusal is not None:
        return reviews(visit, outcome.refusal)
    visit.tell(Words("复核已记录。", "The review is recorded."))
    return visit.go(reverse("desk:reviews"))
