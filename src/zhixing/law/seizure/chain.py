"""The terms of a control and its renewals, one after the other (续行查封、扣押、冻结).

Each renewal is judged by the text in force on the day it was made, and must be made while
the term before it still runs. Whether its own term follows the running one or starts on
the day it was made the texts do not say: an option.

一项控制措施的原期限与历次续行，依次连接计算。每次续行适用办理当日有效的文本，
并须在前一期限届满以前办理。续行的期限是接续前一期限，还是自办理之日起算，文本没有规定，
作为可选的算法。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.term import (
    Asset,
    EndDay,
    TermRefused,
    check_renewal,
    last_day,
    seizure_term,
)

BASIS = (("CPL-INT", "485"), ("SEIZURE", "27"))
ALERTS = (30, 15, 7, 1)
MOST_RENEWALS = 60
_ONE = timedelta(days=1)


class RenewalStart(StrEnum):
    """Name when the term of a renewal starts: after the running one, or when made."""

    AFTER_RUNNING = "after_running"
    WHEN_MADE = "when_made"


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold the latest last day of each term, and when to propose renewing the last."""

    latest_ends_on: tuple[date, ...]
    latest_end_on: date
    propose_on: tuple[date, ...]
    request_by: date | None


@answers("SEIZURE_TERMS")
def seizure_terms(
    *,
    on: date,
    asset: Asset,
    seized_on: date,
    renewed_on: tuple[date, ...] = (),
    renewals: int = 0,
    is_preservation: bool = False,
    end_day: EndDay = EndDay.DAY_BEFORE,
    renewal_start: RenewalStart = RenewalStart.AFTER_RUNNING,
    alerts: tuple[int, ...] = ALERTS,
) -> Finding[Terms]:
    """Find the latest last day of a control and of each of its renewals.

    ``renewed_on`` are the days renewals were made; ``renewals`` counts further ones made
    back to back, each on the last day of the term before it. ``alerts`` are the days
    before the end on which a renewal is proposed.
    """
    why = Reasons(on)
    first = why.adopt(
        seizure_term(
            on=seized_on,
            asset=asset,
            effective_on=seized_on,
            is_preservation=is_preservation and not renewed_on and not renewals,
            end_day=end_day,
        )
    )
    if renewed_on or renewals:
        why.choose("renewal_start", renewal_start)
        why.mark("doubt:start-of-a-renewed-term")
    ends, request_by = [first.latest_end_on], first.request_by
    made = _made(renewed_on, renewals)
    for number, day in enumerate(made, 1):
        is_last = number == len(made)
        made_on = day or ends[-1]
        _check_order(made_on, seized_on if number == 1 else made[number - 2], number)
        check_renewal(made_on, ends[-1], f"renewals[{number - 1}]")
        term = why.adopt(
            seizure_term(
                on=made_on,
                asset=asset,
                effective_on=seized_on,
                renews_end_on=ends[-1],
                is_preservation=is_preservation and is_last,
                end_day=end_day,
            )
        )
        end = term.latest_end_on
        if renewal_start is RenewalStart.WHEN_MADE:
            end = max(ends[-1], last_day(made_on, term.months, end_day))
        ends.append(end)
        request_by = term.request_by
    changed_on = max(seized_on, made[-1] or ends[-2]) if made else seized_on
    propose_on = _reminders(why, ends[-1], alerts, changed_on)
    return why.finding(
        Terms(tuple(ends), ends[-1], propose_on, request_by),
        f"共{len(ends)}期，最迟至{ends[-1]}止。",
        f"{len(ends)} terms, the last until {ends[-1]} at the latest.",
    )


def _reminders(why: Reasons, end: date, alerts: tuple[int, ...], on: date) -> tuple[date, ...]:
    propose_on = tuple(end - timedelta(days=n) for n in alerts)
    why.step(
        f"本期至{end}止；续行应在届满前办理，提示日为{'、'.join(map(str, propose_on))}。",
        f"The present term runs until {end}; renew before it ends. Reminders: "
        f"{', '.join(map(str, propose_on))}.",
        cite("SEIZURE", 27, on=on),
        value=end,
    )
    return propose_on


def _made(renewed_on: tuple[date, ...], renewals: int) -> tuple[date | None, ...]:
    if 0 <= renewals <= MOST_RENEWALS and len(renewed_on) <= MOST_RENEWALS:
        return (*renewed_on, *(None for _ in range(renewals)))
    raise TermRefused(
        "TOO_MANY_RENEWALS",
        message_zh=f"续行次数应在0至{MOST_RENEWALS}之间。",
        message_en=f"Between 0 and {MOST_RENEWALS} renewals.",
        remedy_zh="请核对续行次数。",
        remedy_en="Check the number of renewals.",
        field="renewals",
    )


def _check_order(made_on: date, earlier: date | None, number: int) -> None:
    if earlier is None or made_on >= earlier:
        return
    raise TermRefused(
        "RENEWAL_TOO_EARLY",
        message_zh=f"第{number}次续行日{made_on}早于前一期的起日{earlier}。",
        message_en=f"Renewal {number} of {made_on} is before {earlier}, when the term began.",
        remedy_zh="请按办理先后列明续行日。",
        remedy_en="List the renewals in the order they were made.",
        field=f"renewals[{number - 1}]",
    )


def _given(asset: Asset, seized: str, *renewed: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(seized)
    days = tuple(date.fromisoformat(r) for r in renewed)
    return {"on": day, "asset": asset, "seized_on": day, "renewed_on": days, **more}


def _ends(*days: str) -> dict[str, object]:
    return {"latest_ends_on": tuple(date.fromisoformat(d) for d in days)}


RULE = Rule(
    "SEIZURE_TERMS",
    BASIS,
    Days(date(2005, 1, 1)),
    seizure_terms,
    (
        Example(_given(Asset.DEPOSIT, "2021-05-06"), _ends("2022-05-05")),
        Example(
            _given(Asset.DEPOSIT, "2021-05-06", renewals=2),
            _ends("2022-05-05", "2023-05-05", "2024-05-05"),
        ),
        Example(
            _given(Asset.DEPOSIT, "2014-08-05", "2015-02-03"),
            _ends("2015-02-04", "2015-05-04"),
            note="旧文本：续行不超过一半 half at most",
        ),
        Example(
            _given(Asset.DEPOSIT, "2014-08-05", "2015-02-04"),
            _ends("2015-02-04", "2016-02-04"),
            note="新文本施行当日 the day of the new text",
        ),
        Example(
            _given(Asset.IMMOVABLE, "2014-06-01", "2016-05-20"),
            _ends("2016-05-31", "2019-05-31"),
        ),
        Example(
            _given(Asset.DEPOSIT, "2021-05-06", "2022-04-20", renewal_start=RenewalStart.WHEN_MADE),
            _ends("2022-05-05", "2023-04-19"),
        ),
        Example(
            _given(Asset.DEPOSIT, "2021-05-06", is_preservation=True),
            {
                "propose_on": (
                    date(2022, 4, 5),
                    date(2022, 4, 20),
                    date(2022, 4, 28),
                    date(2022, 5, 4),
                ),
                "request_by": date(2022, 4, 28),
            },
        ),
        Example(
            _given(Asset.DEPOSIT, "2021-05-06", "2022-05-06"),
            refusal="RENEWAL_TOO_LATE",
        ),
        Example(
            _given(Asset.DEPOSIT, "2021-05-06", "2021-05-05"),
            refusal="RENEWAL_TOO_EARLY",
        ),
        Example(_given(Asset.DEPOSIT, "2021-05-06", renewals=61), refusal="TOO_MANY_RENEWALS"),
    ),
    "查封扣押冻结各期期限",
    "Terms of a control and its renewals",
    (*(f"seizure.term.{a.value}" for a in Asset), "seizure.renewal_factor"),
    covers=("R-SZ-RENEW", "R-SZ-TERM", "R-SZ-ENDDATE"),
)
