"""Gives a party of a case a link to see its own case, and takes it back (向当事人公开执行进程).

A link alone opens nothing: a code is told by another way. The platform keeps the code's slow
hash only, so it is handed over once and never shown again; whoever loses it gets a new link.

Law: 最高人民法院关于人民法院执行公开的若干规定 (法发〔2006〕35号): parties are told of filing,
officers, progress and measures. No article is cited: the text itself was not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.access.acts import Access, Accesses, AccessGiven, AccessWithdrawn, Way
from zhixing.cases.access.refusals import refuse
from zhixing.cases.access.tokens import Named, new_code, write_token
from zhixing.cases.acts import Filing, Role
from zhixing.cases.docket.append import append
from zhixing.cases.docket.asof import facts_now
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.cases.policies import party_access, require
from zhixing.courts.capabilities import Capability
from zhixing.courts.credentials import hash_password
from zhixing.kernel.ids import new_id
from zhixing.platform.principal import Principal

WINDOWS: Final = (Role.APPLICANT, Role.DEBTOR, Role.GUARANTOR)
"""The roles that have a page of their own; a debtor's and a guarantor's are alike."""
LINK_WAYS: Final = (Way.PAPER, Way.MESSAGE)
"""A link is too long to be spoken."""


@dataclass(frozen=True, slots=True)
class NewAccess:
    """Give one party of a case a link.

    ``agent`` uses it for the party until the last day of the authority, ``agent_until``.
    """

    case: UUID
    party: UUID
    link_by: Way
    code_by: Way
    agent: str = ""
    agent_until: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Hand a link over: its token and its code, shown this once, and its last day.

    ``is_replacing`` says that an earlier link of the party ended with it.
    """

    access: UUID
    token: str = field(repr=False)
    code: str = field(repr=False)
    until: date
    is_replacing: bool


def give_access(new: NewAccess, on: date, *, by: Principal) -> Given:
    """Give a party a link and a code to its own case; an earlier link of the party ends.

    :raises AccessRefused: ``NOT_FILED``, ``NO_WINDOW``, ``LINK_SPOKEN``, ``SAME_WAY``,
        ``AUTHORITY_UNCLEAR``, ``AUTHORITY_OVER``.
    """
    require(by, Capability.SERVE)
    lock_case(new.case, by)
    facts = facts_now(by.court_no, new.case)
    _check_party(facts, new.party)
    _check_ways(new)
    last = on + timedelta(days=party_access(by.court_no, on).days)
    until = min(last, _authority(new, on) or last)
    before = facts.of(Accesses).of(new.party)
    _end(by.court_no, new.case, new.party, on)
    named = Named(by.court_no, new.case, new.party, new_id(), until)
    code = new_code()
    models.AccessLink.objects.create(
        id=named.link,
        court_no=by.court_no,
        case_id=new.case,
        party_id=new.party,
        code_hash=hash_password(code),
        given_on=on,
        until=until,
    )
    told = AccessGiven(named.link, new.party, new.link_by, new.code_by, until, new.agent.strip())
    append(NewAct(new.case, told, on), by=by)
    return Given(named.link, write_token(named), code, until, before is not None)


def withdraw_access(case: UUID, access: UUID, reason: str, on: date, *, by: Principal) -> Access:
    """Take a party's link back; whoever looks through it is shown nothing from now on.

    :raises AccessRefused: ``NO_SUCH_ACCESS``, ``WITHDRAWN_WITHOUT_REASON``.
    """
    require(by, Capability.SERVE)
    lock_case(case, by)
    given = facts_now(by.court_no, case).of(Accesses).given
    found = next((a for a in given if a.link == access and a.ended_on is None), None)
    if found is None:
        raise refuse(
            "NO_SUCH_ACCESS",
            "access",
            "本案没有这一链接，或者已经收回。",
            "The case has no such link, or it was taken back already.",
        )
    if not reason.strip():
        raise refuse(
            "WITHDRAWN_WITHOUT_REASON",
            "reason",
            "收回链接须写明理由。",
            "Say why the link is taken back.",
            ("请填写理由，如代理权终止、链接遗失。", "State it: an authority ended, a link lost."),
        )
    _end(by.court_no, case, found.party, on)
    append(NewAct(case, AccessWithdrawn(access, found.party, reason.strip()), on), by=by)
    return found


def _end(court_no: int, case: UUID, party: UUID, on: date) -> None:
    """Let every link of a party in a case end, with the sessions behind it."""
    rows = models.AccessLink.objects.filter(
        court_no=court_no, case_id=case, party_id=party, withdrawn_on__isnull=True
    )
    rows.update(withdrawn_on=on)


def _check_party(facts: Facts, party: UUID) -> None:
    if facts.of(Filing).filed_on is None:
        raise refuse(
            "NOT_FILED",
            "case",
            "本案尚未立案。",
            "The case is not filed yet.",
            ("请先决定立案。", "Decide on filing first."),
        )
    standings = facts.of(Standings)
    if not any(party in standings.of_role(role.value) for role in WINDOWS):
        raise refuse(
            "NO_WINDOW",
            "party",
            "该人现在不是本案的申请执行人、被执行人或者担保人。",
            "This is no applicant, debtor or guarantor of the case now.",
            ("请选择现任当事人；变更当事人的，先办理变更。", "Choose a party of today."),
        )


def _check_ways(new: NewAccess) -> None:
    if new.link_by not in LINK_WAYS:
        raise refuse(
            "LINK_SPOKEN",
            "link_by",
            "链接不能口头告知。",
            "A link cannot be told by word of mouth.",
            ("请书面送交或者以短信、电子邮件发送。", "Hand it over on paper, or send it."),
        )
    if new.link_by == new.code_by:
        raise refuse(
            "SAME_WAY",
            "code_by",
            "链接和验证码不得以同一方式告知。",
            "The link and its code may not go by the same way.",
            ("请另选告知验证码的方式。", "Choose another way for the code."),
        )


def _authority(new: NewAccess, on: date) -> date | None:
    if not new.agent.strip():
        return None
    if new.agent_until is None:
        raise refuse(
            "AUTHORITY_UNCLEAR",
            "agent_until",
            "提供给代理人的，须写明代理权限的最后一日。",
            "For an agent the last day of the authority is stated.",
            ("请按授权委托书填写。", "Take it from the power of attorney."),
        )
    if new.agent_until < on:
        raise refuse(
            "AUTHORITY_OVER",
            "agent_until",
            f"代理权限已于{new.agent_until}届满。",
            f"The authority ended on {new.agent_until}.",
            ("请提交新的授权委托书。", "Have a new power of attorney handed in."),
        )
    return new.agent_until
