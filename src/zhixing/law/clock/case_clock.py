"""By when a case must be closed (执行期限): six months, less what does not count.

The clock starts on the day after filing. Days of announcement, appraisal, jurisdiction
disputes, suspension, deferral and auction do not count; an extension by the president
adds three months. Overlapping excluded ranges count once. While a range is still open
the end moves on with the day asked about.

案件应于何日前结案。期限自立案次日起算：金钱和财产案件六个月，行政非诉执行案件三个月；
院长批准延长的，每次增加三个月，再次延长须层报高级人民法院备案。公告和鉴定、审计评估和资产清理、
管辖异议和争议、中止、和解或者担保后的暂缓、上级法院通知的暂缓以及拍卖变卖的期间，不计入期限；
各期间重叠的日数只扣除一次。扣除期间尚未结束的，届满日随查询日后移，结论为暂定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days, merge
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import Unit, add_months
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

EXTENSION_KNOWN_SINCE = date(2000, 9, 28)
BASIS = (("EW", "63"), ("TIME-LIMITS", "5"), ("TIME-LIMITS", "8"), ("TIME-LIMITS", "9"))


class Clock(StrEnum):
    """Name the kinds of case by their time limit."""

    PROPERTY = "PROPERTY"
    ADMINISTRATIVE = "ADMINISTRATIVE"


class Exclusion(StrEnum):
    """Name the periods that do not count."""

    ANNOUNCEMENT = "ANNOUNCEMENT"
    APPRAISAL = "APPRAISAL"
    JURISDICTION = "JURISDICTION"
    SUSPENSION = "SUSPENSION"
    DEFERRAL = "DEFERRAL"
    SUPERIOR_DEFERRAL = "SUPERIOR_DEFERRAL"
    AUCTION = "AUCTION"


EXCLUSION_ZH = {
    Exclusion.ANNOUNCEMENT: "公告、鉴定期间",
    Exclusion.APPRAISAL: "审计、评估、资产清理期间",
    Exclusion.JURISDICTION: "管辖权异议和管辖争议处理期间",
    Exclusion.SUSPENSION: "中止执行期间",
    Exclusion.DEFERRAL: "和解或担保后暂缓执行期间",
    Exclusion.SUPERIOR_DEFERRAL: "上级法院通知暂缓执行期间",
    Exclusion.AUCTION: "拍卖、变卖期间",
}


@dataclass(frozen=True, slots=True)
class ExcludedRange:
    """Hold days that do not count, and why; an open range is still running."""

    kind: Exclusion
    days: Days
    document: str = ""


@dataclass(frozen=True, slots=True)
class CaseDue:
    """Hold the last day of the case, days excluded, and whether the clock stands."""

    plain_on: date
    due_on: date
    excluded_days: int
    is_standing: bool
    missing_year: int | None = None


class ExtensionRefused(Refusal):
    """Say why an extension cannot count."""


@answers("CASE_CLOCK")
def case_clock(
    *,
    on: date,
    filed_on: date,
    kind: Clock = Clock.PROPERTY,
    excluded: tuple[ExcludedRange, ...] = (),
    extensions: tuple[date, ...] = (),
    extension_months: int = 0,
) -> Finding[CaseDue]:
    """Find the last day to close a case, as it stands on ``on``.

    ``extensions`` are the days on which the president approved one of the usual length;
    ``extension_months`` are months approved where the days are not known.
    """
    why = Reasons(on)
    name = "clock.money_case" if kind is Clock.PROPERTY else "clock.administrative"
    months = why.parameter(name, filed_on).whole
    why.step(
        f"{filed_on}立案，期限自次日起算，{months}个月。",
        f"Filed on {filed_on}; {months} months run from the next day.",
        find_citation("TIME-LIMITS", 8, on=filed_on),
    )
    added = _extension(why, filed_on, months, extensions)
    added += _extension_months(why, filed_on, extension_months)
    plain_on = add_months(filed_on, months + added)
    counted = _excluded_days(filed_on, plain_on, on, excluded)
    _explain(why, excluded, counted)
    end_on = plain_on + timedelta(days=counted)
    why.step(
        f"{months + added}个月至{plain_on}" + (f"，加{counted}日至{end_on}。" if counted else "。"),
        f"{months + added} months run to {plain_on}"
        + (f"; {counted} days more, to {end_on}." if counted else "."),
        find_citation("TIME-LIMITS", 5, on=filed_on) or find_citation("EW", 63, on=filed_on),
        value=end_on,
    )
    due = why.adopt(period_due(on=on, start_on=end_on, amount=0, unit=Unit.DAY))
    standing = any(on in r.days and r.days.end is None for r in excluded)
    if standing:
        why.mark("provisional:excluded-range-open")
    late = max(0, (on - due.due_on).days)
    return why.finding(
        CaseDue(plain_on, due.due_on, counted, standing, due.missing_year),
        f"应于{due.due_on}前结案" + (f"，至{on}已超期{late}日。" if late else "。"),
        f"Close by {due.due_on}" + (f"; on {on} it is {late} days overdue." if late else "."),
    )


def _extension(why: Reasons, filed_on: date, months: int, approved: tuple[date, ...]) -> int:
    added = 0
    for day in approved:
        if day > why.on:
            continue
        if day <= filed_on:
            raise ExtensionRefused(
                "EXTENSION_BEFORE_FILING",
                message_zh=f"延长批准日{day}早于立案日{filed_on}的次日。",
                message_en=f"The extension of {day} is not after filing on {filed_on}.",
                basis=find_citation("TIME-LIMITS", 5, on=day),
                remedy_zh="请核对批准日期。",
                remedy_en="Check the day of approval.",
                field="extensions",
            )
        more = why.parameter("clock.extension", day).whole
        added += more
        why.step(
            f"{day}经院长批准延长{more}个月"
            + ("，须层报高级人民法院备案。" if added > more else "。"),
            f"Extended by {more} months with the president’s approval of {day}"
            + ("; a further one is reported to the high court." if added > more else "."),
            find_citation("TIME-LIMITS", 5, on=day),
        )
    return added


def _extension_months(why: Reasons, filed_on: date, months: int) -> int:
    if months < 0:
        raise ExtensionRefused(
            "NEGATIVE_EXTENSION",
            message_zh=f"延长月数不得为负（{months}）。",
            message_en=f"An extension cannot be negative ({months} months).",
            remedy_zh="请填写零或者更大的数。",
            remedy_en="Enter zero or more.",
            field="extension_months",
        )
    if months == 0:
        return 0
    usual = None
    if filed_on >= EXTENSION_KNOWN_SINCE:
        usual = why.parameter("clock.extension", filed_on).whole
    reported = usual is not None and months > usual
    why.step(
        f"经院长批准延长{months}个月" + ("，超出部分层报高级人民法院备案。" if reported else "。"),
        f"Extended by {months} months with the president’s approval"
        + ("; what goes beyond is reported to the high court." if reported else "."),
        find_citation("TIME-LIMITS", 5, on=filed_on) or find_citation("EW", 63, on=filed_on),
        value=months,
    )
    return months


def _excluded_days(
    filed_on: date, plain_on: date, on: date, excluded: tuple[ExcludedRange, ...]
) -> int:
    closed = [_close(r.days, on) for r in excluded if r.days.start <= on]
    ranges = merge(closed)
    end_on = plain_on
    while True:
        window = Days(filed_on + timedelta(days=1), end_on + timedelta(days=1))
        shared = [r.intersect(window) for r in ranges]
        counted = sum(len(s) for s in shared if s is not None)
        moved = plain_on + timedelta(days=counted)
        if moved <= end_on:
            return counted
        end_on = moved


def _close(days: Days, on: date) -> Days:
    """Close a range at the day asked about: what lies after it is not yet known."""
    limit = max(on + timedelta(days=1), days.start)
    return Days(days.start, limit if days.end is None else min(days.end, limit))


def _explain(why: Reasons, excluded: tuple[ExcludedRange, ...], counted: int) -> None:
    for item in excluded:
        last = item.days.last or "今"
        why.step(
            f"{EXCLUSION_ZH[item.kind]}不计入：{item.days.start}至{last}。",
            f"Not counted ({item.kind.value.lower()}): {item.days.start} to "
            f"{item.days.last or 'now'}.",
            find_citation("TIME-LIMITS", 9, on=item.days.start),
        )
    why.step(
        f"共扣除{counted}日（重叠只计一次）。" if excluded else "无扣除期间。",
        f"{counted} days are excluded, overlaps once." if excluded else "Nothing is excluded.",
        value=counted,
    )


def _given(filed: str, on: str, **more: object) -> dict[str, object]:
    return {"filed_on": date.fromisoformat(filed), "on": date.fromisoformat(on), **more}


_SUSPENDED = ExcludedRange(
    Exclusion.SUSPENSION, Days(date(2016, 1, 1), date(2016, 2, 1)), "裁定（虚构）"
)
_APPRAISED = ExcludedRange(Exclusion.APPRAISAL, Days(date(2016, 1, 20), date(2016, 2, 11)))
_OPEN = ExcludedRange(Exclusion.SUSPENSION, Days(date(2016, 1, 1)))

RULE = Rule(
    "CASE_CLOCK",
    BASIS,
    Days(date(1998, 7, 18)),
    case_clock,
    (
        Example(
            _given("2015-10-09", "2016-06-01"),
            {"plain_on": date(2016, 4, 9), "due_on": date(2016, 4, 11), "excluded_days": 0},
            note="周六顺延，至6月1日超期51日 51 days overdue on 1 June",
        ),
        Example(
            _given("2015-10-09", "2016-06-01", excluded=(_SUSPENDED,)),
            {"due_on": date(2016, 5, 10), "excluded_days": 31},
        ),
        Example(
            _given("2015-10-09", "2016-06-01", excluded=(_SUSPENDED, _APPRAISED)),
            {"excluded_days": 41},
            note="重叠只计一次 overlaps count once",
        ),
        Example(
            _given("2015-10-09", "2016-01-31", excluded=(_OPEN,)),
            {"excluded_days": 31, "is_standing": True},
            note="中止尚未结束 still suspended",
        ),
        Example(
            _given("2015-10-09", "2016-06-01", extensions=(date(2016, 4, 5),)),
            {"due_on": date(2016, 7, 11)},
        ),
        Example(
            _given("2015-10-09", "2015-12-01", kind=Clock.ADMINISTRATIVE),
            {"due_on": date(2016, 1, 11)},
        ),
        Example(
            _given("2015-08-31", "2016-06-01", extension_months=3),
            {"plain_on": date(2016, 5, 31), "due_on": date(2016, 5, 31)},
        ),
        Example(
            _given("2015-08-31", "2016-06-01"),
            {"plain_on": date(2016, 2, 29), "due_on": date(2016, 2, 29)},
            note="闰年二月末 the end of February in a leap year",
        ),
        Example(
            _given("2015-10-09", "2016-06-01", extension_months=-1), refusal="NEGATIVE_EXTENSION"
        ),
        Example(
            _given("2015-10-09", "2016-06-01", extensions=(date(2015, 10, 9),)),
            refusal="EXTENSION_BEFORE_FILING",
        ),
    ),
    "执行期限",
    "Time limit of the case",
    ("clock.money_case", "clock.administrative", "clock.extension"),
    covers=("R-TL-6M", "R-TL-EXCLUDE", "R-TIME-CASECLOCK"),
)
