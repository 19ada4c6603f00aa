"""The one write of this room: a court publishes how institutions answered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.courts.policy_values import reads_policy
from zhixing.courts.queries import find_policy
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.ids import new_id
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.oversight import models
from zhixing.oversight.answering import InstitutionLine, Part, list_institution_lines
from zhixing.oversight.definition import Asked, percent_text
from zhixing.platform.principal import Principal

__all__ = ["RankingTerms", "publish_ranking"]
POLICY: Final = "INSTITUTION_RANKING"
SHOWN: Final = (
    *(Part.ASKED, Part.RUNNING, Part.UNANSWERED, Part.LATE, Part.REJECTED),
    *(Part.REVERSED, Part.UPHELD, Part.AGAINST, Part.UNSERVED),
)


@dataclass(frozen=True, slots=True)
class RankingTerms:
    """State from how many requests on an institution is ranked by name in public."""

    least_asked: int


@reads_policy(POLICY)
def read_ranking_terms(value: Json) -> RankingTerms:
    """Read the policy on publishing the ranking.

    :raises Unreadable: the least number of requests is not above zero.
    """
    terms = decode(RankingTerms, value)
    if terms.least_asked < 1:
        raise Unreadable("least_asked", ("大于零的次数", "above zero"), terms.least_asked)
    return terms


def publish_ranking(first_on: date, last_on: date, on: date, *, by: Principal) -> UUID:
    """Publish how institutions answered one's own court within days; gives the publication.

    Who was asked less often than the policy states is not named. A repeat gives the first.

    :raises Refusal: ``RANKING_NOT_PUBLISHED`` without the policy, ``DAYS`` not over or reversed.
    """
    require(by, Capability.SUPERVISE)
    policy = find_policy(by.court_no, POLICY, on)
    if policy is None:
        raise Refusal(
            "RANKING_NOT_PUBLISHED",
            message_zh="本院没有规定公布协助单位排名。",
            message_en="The court has not decided to publish a ranking of institutions.",
            remedy_zh="请由本院先采用该规定。",
            remedy_en="Have the court adopt the policy first.",
        )
    if not first_on <= last_on < on:
        raise Refusal(
            "DAYS",
            message_zh="只能公布已经结束的期间。",
            message_en="Only days that are over are published.",
            remedy_zh="请选择较早的期间。",
            remedy_en="Choose an earlier period.",
            field="last_on",
        )
    given = {"court_no": by.court_no, "first_on": first_on, "last_on": last_on}
    known = models.PublishedRanking.objects.filter(**given).first()
    if known is not None:
        return known.id
    least = read_ranking_terms({**policy.value}).least_asked
    lines = list_institution_lines(Asked((by.court_no,), Days.closed(first_on, last_on)))
    row = models.PublishedRanking.objects.create(
        id=new_id(),
        court_name=by.court_name,
        published_on=on,
        lines=[_told(x) for x in lines if x.of(Part.ASKED) >= least],
        **given,
    )
    return row.id


def _told(line: InstitutionLine) -> dict[str, Json]:
    share = line.in_time
    return {
        "name": line.institution.name,
        "name_en": line.institution.name_en,
        "tier": line.institution.tier.value,
        "rank": line.rank,
        "in_time": "" if share is None else percent_text(share),
        "days": line.days,
        **{part.value.lower(): line.of(part) for part in SHOWN},
    }
