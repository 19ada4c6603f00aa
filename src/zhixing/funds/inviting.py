"""Tells a debtor how to pay: what is owed, into which account, and a link that shows both anew.

Whoever is moved by a frozen account to call the court should be able to pay the same day. The
link names no person and no property; it shows the amount owed on the day it is opened, by the
same rule as the case page, and the case's own account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.core import signing

from zhixing.cases import queries as cases
from zhixing.cases.debt import debt_on
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.permissions import outstanding
from zhixing.courts import queries as courts
from zhixing.courts.policies import require
from zhixing.funds import acts, policies
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.interest.debt_facts import Debt
from zhixing.platform.principal import Principal

SALT: Final = "zhixing.funds.pay"


class Channel(StrEnum):
    """Name how the debtor was reached."""

    PHONE = "PHONE"
    MESSAGE = "MESSAGE"
    LETTER = "LETTER"
    VISIT = "VISIT"


class InvitationRefused(Refusal):
    """Say why nobody can be told how to pay, or why a link shows nothing."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Tell one debtor of a case how to pay; ``words`` is what was said on either side."""

    case: UUID
    party: UUID
    channel: Channel
    words: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Give the link's token, the last day it shows anything, and what is owed today."""

    token: str
    until: date
    owed: Fen
    account_number: str


@dataclass(frozen=True, slots=True)
class PayIn:
    """Hold what a link shows: which case, what is owed by what reasons, and where to pay."""

    court: str
    number: str
    on: date
    owed: Fen
    debt: Finding[Debt]
    account: policies.AccountBank
    account_number: str
    is_closed: bool


def invite_payment(invitation: Invitation, on: date, *, by: Principal) -> Invited:
    """Tell a debtor how to pay, and record in the docket that this was done and how.

    :raises InvitationRefused: ``NOT_A_DEBTOR``, ``NO_ACCOUNT``, ``NOTHING_OWED``,
        ``CASE_CLOSED``.
    """
    require(by, "settle")
    facts = cases.facts_now(by.court_no, invitation.case)
    if invitation.party not in facts.of(Standings).of_role("DEBTOR"):
        raise _refused(
            "NOT_A_DEBTOR", "该当事人不是本案被执行人。", "This is no debtor of the case."
        )
    number, owed = _payable(facts, on)
    until = on + timedelta(days=policies.link_days(by.court_no, on))
    told = acts.PaymentInvited(
        invitation.party, invitation.channel.value, owed, until, invitation.words.strip()
    )
    append(NewAct(invitation.case, told, on, subject=invitation.party), by=by)
    return Invited(_token(by.court_no, invitation.case, until), until, owed, number)


def read_token(token: str) -> tuple[int, UUID, date]:
    """Give court, case and last day of a link.

    :raises InvitationRefused: ``LINK_UNKNOWN``: not signed by this court's platform.
    """
    try:
        court_no, case, until = signing.loads(token, salt=SALT)
        return int(court_no), UUID(case), date.fromisoformat(until)
    except (signing.BadSignature, ValueError, TypeError):
        raise _refused(
            "LINK_UNKNOWN", "链接不完整或者不是本院发出的。", "The link is not whole, or not ours."
        ) from None


def get_pay_in(court_no: int, case: UUID, until: date, on: date) -> PayIn:
    """Give what a link shows on a day. Needs the court's scope.

    :raises InvitationRefused: ``LINK_EXPIRED``.
    """
    if on > until:
        raise _refused(
            "LINK_EXPIRED", f"链接已于{until}后失效。", f"The link showed how to pay until {until}."
        )
    facts, court = cases.facts_now(court_no, case), courts.get_court(court_no)
    return PayIn(
        court.name,
        cases.get_case(court_no, case).number,
        on,
        outstanding(facts, on),
        debt_on(facts, on),
        policies.account_bank(court_no, on, court.name),
        facts.of(acts.Money).account_number,
        facts.of(Closure).closed_on is not None,
    )


def _payable(facts: Facts, on: date) -> tuple[str, Fen]:
    number, owed = facts.of(acts.Money).account_number, outstanding(facts, on)
    if facts.of(Closure).closed_on is not None:
        raise _refused("CASE_CLOSED", "本案已经结案。", "The case is closed.")
    if not number:
        raise _refused("NO_ACCOUNT", "本案尚未开立案款专户。", "The case has no account yet.")
    if owed == ZERO:
        raise _refused("NOTHING_OWED", "本案债务已经履行完毕。", "Nothing is owed any more.")
    return number, owed


def _token(court_no: int, case: UUID, until: date) -> str:
    return signing.dumps([court_no, str(case), until.isoformat()], salt=SALT)


def _refused(code: str, zh: str, en: str) -> InvitationRefused:
    remedy = {
        "NO_ACCOUNT": ("请先开立案款专户。", "Open the case's account first."),
        "LINK_EXPIRED": (
            "请联系本案承办人重新发送。",
            "Ask the case's handler for another.",
        ),
        "LINK_UNKNOWN": (
            "请联系本案承办人重新发送。",
            "Ask the case's handler for another.",
        ),
    }.get(code, ("", ""))
    return InvitationRefused(
        code, message_zh=zh, message_en=en, remedy_zh=remedy[0], remedy_en=remedy[1], field="party"
    )
