"""The deed of deciding what the platform proposed: a renewal, the release of an excess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.decisions.operations import give_opinion
from zhixing.decisions.proposals import PROPOSED
from zhixing.decisions.queries import MatterView, get_matter
from zhixing.decisions.screens.withdraw import matters_of
from zhixing.inquiry.keeping.chapter import Keeping
from zhixing.kernel.finding import Finding
from zhixing.law import registry
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

VERDICTS: list[tuple[str, Text]] = [
    ("APPROVE", Words("同意，依稿发出", "Agree: send it as drafted")),
    ("RETURN", Words("不同意", "Do not agree")),
]
RENEWAL = "RENEWAL"


class DecisionForm(forms.Form):
    """Yes or no, and why not."""

    verdict = boxes.choice(Words("决定", "Decision"), VERDICTS)
    text = boxes.words(Words("意见，不同意的须写明理由", "Opinion; say why if not"), required=False)


@case_deed
class DecideProposal(CaseDeed):
    """Say yes or no to a renewal or a release that the platform put up."""

    key = "decide-proposal"
    label = Words("决定系统提请", "Decide what is proposed")
    needs = "order_freeze"
    tabs = ("property", "matters")
    order = 5
    form = DecisionForm
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(m.id, Words(m.summary_zh, m.summary_en), _since(m))
            for m in matters_of(ask)
            if is_waiting(m)
        ]

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        return findings_of(get_matter(ask.court_no, subject_of(ask)))

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        matter = get_matter(ask.court_no, subject_of(ask))
        made = [r for r in ask.facts.of(Keeping).renewals if r.matter == matter.id]
        shown = [Known(Words("提请日", "Put up on"), day_words(matter.opened_on))]
        if made:
            shown.append(
                Known(
                    Words("期限届满", "Ends on"),
                    day_words(made[-1].ends_on),
                    figure=f"renewal:{made[-1].asset}",
                )
            )
        else:
            above = Words("超出债权和费用的控制", "Controlled above claim and costs")
            shown.append(Known(above, Words("见理由", "see the reasons"), figure="surplus"))
        return shown

    def consequence(self, ask: CaseAsk) -> Text:
        matter = get_matter(ask.court_no, subject_of(ask))
        if matter.code == RENEWAL:
            return Words(
                "同意的，裁定书和协助通知书即行制作、签章并发出；不同意的，届满前会再次提请，"
                "届满未续的效力消灭、顺位丧失。",
                "Agreed, ruling and notice are made, sealed and sent at once. Not agreed, it is "
                "proposed again before the end; unrenewed, effect and rank are lost.",
            )
        return Words(
            "同意的，解除裁定和协助通知书即行发出，解除的款项被执行人可以支取，不能收回。",
            "Agreed, ruling and notice go out at once; the debtor may draw the money, which "
            "cannot be undone.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        approve = given["verdict"] == "APPROVE"
        matter = get_matter(ask.court_no, subject_of(ask))
        give_opinion(
            matter.id,
            approve=approve,
            text=given["text"],
            on=ask.on,
            by=ask.by,
            seen_hash=matter.payload_hash,
        )
        return Words("已同意，文书发出。", "Agreed; it goes out.") if approve else RETURNED


RETURNED = Words("已退回，理由已记录。", "Returned; the reason is recorded.")


def is_waiting(matter: MatterView) -> bool:
    """Say whether a matter is a proposal of the platform that a judge may decide."""
    return matter.code in PROPOSED and matter.state == "OPEN" and matter.step == 0


def findings_of(matter: MatterView) -> list[Finding[object]]:
    """Execute again every finding a proposal rests on."""
    references: Any = matter.findings if isinstance(matter.findings, list) else []
    return [
        registry.execute(r["rule"], r["inputs"], date.fromisoformat(r["on"])) for r in references
    ]


def _since(matter: MatterView) -> Text:
    return Words("{d}提请", "put up on {d}").filled(d=day_words(matter.opened_on))
