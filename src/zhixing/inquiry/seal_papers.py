"""The papers of a sealing: the ruling, and the notice that asks the registry to help."""

from __future__ import annotations

from typing import Any, Final

from zhixing.assets import queries as assets
from zhixing.assets.queueing import rank_for
from zhixing.inquiry.documents import Occasion, Paper, name_of
from zhixing.inquiry.drafting import Thing
from zhixing.inquiry.estates import FORM_WORDS, form_of
from zhixing.inquiry.wire.model import AssistanceRequest, Measure
from zhixing.kernel.refusal import Impossible

SEAL_NOTICES: Final = {
    Measure.SEAL: "协助查封不动产通知书",
    Measure.SEAL_RENEW: "协助续行查封不动产通知书",
    Measure.SEAL_RELEASE: "协助解除查封不动产通知书",
}


def seal_papers(
    occasion: Occasion, thing: Thing, message: AssistanceRequest, reason: str
) -> list[Paper]:
    """Give the ruling and the notice of a sealing, of its renewal, or of its release."""
    line = message.lines[0]
    unit = _unit(thing, message)
    base = {"institution": thing.institution.name, "ruling": line.ruling_no, "units": [unit]}
    base["officers"] = occasion.officer_words
    if line.measure is Measure.SEAL_RELEASE:
        original = f"{message.case_no}执行裁定书"
        return [
            Paper(
                "UNSEAL_RULING",
                {"sealing_ruling": original, "units": [unit], "reason": reason},
                line.ruling_no,
            ),
            Paper("UNSEAL_ASSISTANCE", base, f"{occasion.number}{name_of('UNSEAL_ASSISTANCE')}"),
        ]
    term = line.term
    if term is None or term.last is None:
        raise Impossible(f"{line.measure} goes out without a term")
    days = {"starts_on": term.start, "ends_on": term.last}
    measure = _words(thing, line.measure, occasion)
    return [
        Paper("SEAL_RULING", {"measure": measure, "units": [unit], "term": days}, line.ruling_no),
        Paper(
            "SEAL_ASSISTANCE",
            {**base, "measure": measure, "term": days},
            f"{occasion.number}{SEAL_NOTICES[line.measure]}",
        ),
    ]


def _words(thing: Thing, measure: Measure, occasion: Occasion) -> str:
    if measure is Measure.SEAL_RENEW:
        return "续行查封"
    view = thing.view
    told = assets.find_particulars(view.court_no, view.id)
    rank = rank_for(view.court_no, view.id, occasion.on)
    return FORM_WORDS[form_of(rank, is_pre_notice=told is not None and told.is_pre_notice)][0]


def _unit(thing: Thing, message: AssistanceRequest) -> dict[str, Any]:
    view = thing.view
    told = assets.find_particulars(view.court_no, view.id)
    return {
        "holder": message.subject.name,
        "number": assets.open_identifier(view.court_no, view.id),
        "location": "" if told is None else told.location,
        "certificate": "" if told is None else told.certificate_no,
    }
