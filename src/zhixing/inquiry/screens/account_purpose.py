"""The deed of determining what an account is for (认定账户用途)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.operations import NewPurpose, mark_account_purpose
from zhixing.assets.purpose_acts import AccountPurposes
from zhixing.assets.purposes import find_account_purpose
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import facts_of
from zhixing.inquiry.control_deed import ControlDeed, account_name, outlook
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.seizure.account_purpose import Purpose
from zhixing.law.words.lookup import code_words
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

UNKNOWN = Words("未知", "unknown")


def purpose_words(purpose: str) -> Text:
    """Name what an account is for."""
    said = code_words(purpose)
    return UNKNOWN if not purpose else Words(*(said or (purpose, purpose)))


class PurposeForm(forms.Form):
    """What it is for, for whose claim, why, and what proves it."""

    purpose = boxes.choice(
        Words("账户用途", "What it is for"), [(p.value, purpose_words(p.value)) for p in Purpose]
    )
    is_for_own_claim = boxes.tick(
        Words(
            "本案债权正是该款项专门用途所对应的债权",
            "This claim is the one the money is kept for",
        )
    )
    is_confirmed = boxes.tick(
        Words("法官确认可以控制", "A judge confirms that it may be controlled")
    )
    reason = boxes.words(Words("认定理由", "Why"))
    evidence = boxes.text(Words("证据及卷宗页码", "What proves it, and where it lies"), most=200)


@case_deed
class MarkAccountPurpose(ControlDeed):
    """Determine what an account is for; every freeze and transfer asks it."""

    key = "mark-account-purpose"
    label = Words("认定账户用途", "Determine what an account is for")
    order = 17
    form = PurposeForm

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        known = outlook(ask)
        money = (a for a in known.assets if kind_of(a.kind).way is Way.MONEY)
        return [Subject(a.id, account_name(known, a.id), _note(ask, a.id)) for a in money]

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return None

    def article(self, ask: CaseAsk) -> Text:
        found = find_citation("SEIZURE", 3, on=ask.on)
        return NOTHING if found is None else Words(found.zh, found.en)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        view = outlook(ask).view(subject_of(ask))
        found = find_account_purpose(view, facts_of(ask), ask.on)
        told = Known(Words("银行反馈的用途", "As its bank told"), purpose_words(view.purpose))
        if found is None:
            return [told]
        answer = Words(found.conclusion_zh, found.conclusion_en)
        return [told, Known(Words("能否控制", "May it be controlled"), answer, finding=found)]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "记入卷宗；此后冻结、扣划该账户均按认定的用途核对。认定有误的，可以重新认定。",
            "It is recorded; every freeze and transfer of the account asks by it. What turns out "
            "to be wrong is determined again.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        new = NewPurpose(
            ask.case,
            subject_of(ask),
            Purpose(given["purpose"]),
            given["reason"],
            given["evidence"],
            bool(given["is_for_own_claim"]),
            bool(given["is_confirmed"]),
        )
        mark_account_purpose(new, ask.on, by=ask.by)
        return Words("已认定账户用途。", "What the account is for is recorded.")


def _note(ask: CaseAsk, asset: Any) -> Text:
    mark = facts_of(ask).of(AccountPurposes).of(asset)
    purpose = outlook(ask).view(asset).purpose if mark is None else mark.purpose.value
    return purpose_words(purpose) if purpose else NOTHING
