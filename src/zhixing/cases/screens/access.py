"""The deeds of giving a party a link to its own case, and of taking it back (查阅链接)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.urls import reverse

from zhixing.cases.access.acts import Access, Accesses, Way
from zhixing.cases.access.operations import (
    LINK_WAYS,
    WINDOWS,
    Given,
    NewAccess,
    give_access,
    withdraw_access,
)
from zhixing.cases.access.tokens import CODE_DIGITS
from zhixing.cases.acts import Filing, Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import names_of
from zhixing.cases.policies import party_access
from zhixing.cases.screens.succeed import ROLE_WORDS
from zhixing.courts.queries import get_court
from zhixing.kernel.refusal import Impossible
from zhixing.law.instruments import instrument
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, Handed, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

WAYS: Final = {
    Way.PAPER: Words("书面（随通知书送达或者当面交付）", "on paper, with a notice or by hand"),
    Way.MESSAGE: Words("短信或者电子邮件", "by text message or e-mail"),
    Way.SPOKEN: Words("电话或者当面口头告知", "by word of mouth, on the telephone or in person"),
}
LOST: Final = Words("原链接随之停用", "The earlier link ends")


class GiveForm(forms.Form):
    """How link and code go, and for whom."""

    link_by = boxes.choice(
        Words("链接怎样送达", "How the link goes"), [(w.value, WAYS[w]) for w in LINK_WAYS]
    )
    code_by = boxes.choice(
        Words("验证码怎样告知", "How the code goes"),
        [(w.value, WAYS[w]) for w in (Way.SPOKEN, Way.PAPER, Way.MESSAGE)],
    )
    agent = boxes.text(Words("使用链接的代理人姓名", "Agent who uses it"), required=False, most=60)
    agent_until = boxes.day(
        Words("代理权限最后一日", "Last day of the agent's authority"), required=False
    )


def openness() -> Text:
    """Name the instrument that has courts tell parties; its text was not read, so no article."""
    found = instrument("OPENNESS")
    return Words("《{n}》（{v}，据转载）", "{n} ({v}, from a secondary source)").filled(
        n=Words(found.name_zh, found.name_en), v=found.versions[-1].number
    )


def standing_parties(ask: CaseAsk) -> list[Subject]:
    """Give everyone who may have a link now, with the role they stand in."""
    names, standings = names_of(ask), ask.facts.of(Standings)
    found: dict[UUID, Role] = {}
    for role in WINDOWS:
        for party in standings.of_role(role.value):
            found.setdefault(party, role)
    return [Subject(p, names[p], _role(role)) for p, role in found.items() if p in names]


def _role(role: Role) -> Text:
    return ROLE_WORDS[role.value]


@case_deed
class GiveAccess(CaseDeed):
    """Give a party a link and a code to its own case."""

    key = "give-access"
    label = Words("提供查阅链接", "Give a link to the case")
    needs = "serve"
    tabs = ("parties",)
    order = 30
    form = GiveForm
    has_subjects = True
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return ask.facts.of(Filing).filed_on is not None

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return standing_parties(ask)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        rules = party_access(ask.court_no, ask.on)
        lasts = Words("{d}日", "{d} days").filled(d=rules.days)
        found = [
            Known(Words("链接有效期", "The link lives"), lasts),
            Known(
                Words("验证码输错后锁定", "Locked after"),
                Words("{n}次", "{n} wrong codes").filled(n=rules.tries),
            ),
        ]
        before = ask.facts.of(Accesses).of(subject_of(ask))
        if before is not None:
            found.append(Known(LOST, day_words(before.since)))
        return found

    def article(self, ask: CaseAsk) -> Text:
        return openness()

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "生成只属于该当事人的查阅链接和{n}位验证码。验证码只在确认后显示一次，平台只保存其不可逆摘要；"
            "链接和验证码须分别告知。该当事人此前的链接随之停用。",
            "A link for this party alone is made, with a code of {n} digits. The code is shown "
            "once, after you confirm; the platform keeps only a one-way hash of it. Link and code "
            "go by different ways. An earlier link of the party ends.",
        ).filled(n=CODE_DIGITS)

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Handed:
        new = NewAccess(
            ask.case,
            subject_of(ask),
            Way(given["link_by"]),
            Way(given["code_by"]),
            given["agent"],
            given["agent_until"],
        )
        handed = give_access(new, ask.on, by=ask.by)
        return Handed(
            Words("已提供查阅链接。", "The link is given."),
            "desk/handed_access.html",
            _slips(ask, new, handed),
            reverse("portal:mine", args=[handed.token]),
        )


def _slips(ask: CaseAsk, new: NewAccess, handed: Given) -> dict[str, object]:
    half = CODE_DIGITS // 2
    rules = party_access(ask.court_no, ask.on)
    return {
        "court": get_court(ask.court_no).name,
        "name": names_of(ask)[new.party],
        "agent": new.agent,
        "until": handed.until,
        "given_on": ask.on,
        "code_text": f"{handed.code[:half]} {handed.code[half:]}",
        "link_by": WAYS[new.link_by],
        "code_by": WAYS[new.code_by],
        "link_on_paper": new.link_by is Way.PAPER,
        "code_on_paper": new.code_by is Way.PAPER,
        "is_replacing": handed.is_replacing,
        "tries": rules.tries,
        "phone": rules.office_phone,
    }


@case_deed
class WithdrawAccess(CaseDeed):
    """Take a party's link back."""

    key = "withdraw-access"
    label = Words("收回查阅链接", "Withdraw the link")
    needs = "serve"
    tabs = ("parties",)
    order = 31
    has_subjects = True
    previews = True
    reason = "required"

    def is_offered(self, ask: CaseAsk) -> bool:
        return bool(self._living(ask))

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names, roles = names_of(ask), {s.id: s.note for s in standing_parties(ask)}
        return [
            Subject(a.party, names.get(a.party, ""), _for(a) or roles.get(a.party, NOTHING))
            for a in self._living(ask)
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "链接立即停用，正在查看的页面不再显示任何内容；理由记入卷宗。",
            "The link ends at once; whoever looks through it is shown nothing more. The reason "
            "goes into the docket.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        found = ask.facts.of(Accesses).of(subject_of(ask))
        if found is None:
            raise Impossible("a link is offered for withdrawal while it stands")
        withdraw_access(ask.case, found.link, given["reason"], ask.on, by=ask.by)
        return Words("已收回查阅链接。", "The link is withdrawn.")

    def _living(self, ask: CaseAsk) -> list[Access]:
        return [a for a in ask.facts.of(Accesses).given if a.ended_on is None]


def _for(access: Access) -> Text:
    if not access.agent:
        return NOTHING
    return Words("代理人{a}", "agent {a}").filled(a=access.agent)
