"""Reading the acts that count: originals without a correction, else their latest correction.

An annulled act counts nowhere; a corrected one counts with what the correction says,
on the day it says. Statements are constants of this house with named parameters:
``courts``, ``first_on``, ``end_on`` (not counted any more) and ``known_at``.
"""

from __future__ import annotations

_ACTS = """
{name} AS (
  SELECT a.court_no, a.case_id, a.id, a.seq, a.type, a.occurred_on, a.payload
    FROM cases_act a
   WHERE a.court_no = ANY(%(courts)s) AND a.type IN ({types}) AND a.corrects IS NULL
     AND a.occurred_on < %(end_on)s {since} AND a.recorded_at <= %(known_at)s
     AND NOT EXISTS (
       SELECT FROM cases_act c
        WHERE c.court_no = a.court_no AND c.corrects = a.id AND c.recorded_at <= %(known_at)s)
  UNION ALL
  SELECT a.court_no, a.case_id, a.id, a.seq, c.type, c.occurred_on, c.payload
    FROM (SELECT DISTINCT ON (court_no, corrects)
                 court_no, corrects, type, occurred_on, payload
            FROM cases_act
           WHERE court_no = ANY(%(courts)s) AND corrects IS NOT NULL
             AND recorded_at <= %(known_at)s
           ORDER BY court_no, corrects, seq DESC) c
    JOIN cases_act a ON a.court_no = c.court_no AND a.id = c.corrects
   WHERE c.type IN ({types}) AND c.occurred_on < %(end_on)s {corrected_since}
)"""

_FIGURE = """
SELECT court_no, part, sum(amount)::bigint, count(DISTINCT case_id)
  FROM counted
 GROUP BY court_no, part
 ORDER BY court_no, part
"""
_CASES = """
SELECT court_no, case_id, part, sum(amount)::bigint, count(*)
  FROM counted
 WHERE (%(part)s = '' OR part = %(part)s)
   AND (case_id, part) > (%(after_case)s, %(after_part)s)
 GROUP BY court_no, case_id, part
 ORDER BY case_id, part
 LIMIT %(limit)s
"""

_TREND = """
SELECT p.n::int, c.part, sum(c.amount)::bigint
  FROM unnest(%(firsts)s::date[], %(ends)s::date[]) WITH ORDINALITY AS p (first_on, end_on, n)
 CROSS JOIN LATERAL ({statement} SELECT part, amount FROM counted) c
 GROUP BY 1, 2
 ORDER BY 1, 2
"""
_EXTENT = """
SELECT count(DISTINCT case_id)
  FROM counted
 WHERE (%(part)s = '' OR part = %(part)s)
"""
_IDS = """
SELECT DISTINCT case_id
  FROM counted
 WHERE (%(part)s = '' OR part = %(part)s)
 LIMIT %(limit)s
"""


def acts(name: str, *types: str, in_period: bool = False) -> str:
    """Give the named subquery of acts of some types until the end of the period, or within it."""
    return _ACTS.format(
        name=name,
        types=", ".join(f"'{t}'" for t in types),
        since="AND a.occurred_on >= %(first_on)s" if in_period else "",
        corrected_since="AND c.occurred_on >= %(first_on)s" if in_period else "",
    )


def counting(code: str, *subqueries: str, rows: str) -> str:
    """Put a statement together: what it is called, what it reads, and the rows it counts."""
    parts = [*subqueries, f"counted AS ({rows})"]
    return f"/* indicator {code.lower()} */ WITH " + ",".join(parts)


def figure_of(statement: str) -> str:
    """Give the statement that adds up what is counted, by court and part."""
    return statement + _FIGURE


def cases_of(statement: str) -> str:
    """Give the statement that names the cases behind a figure, page by page."""
    return statement + _CASES


def trend_of(statement: str) -> str:
    """Give the statement that adds up what is counted in each of several periods, in one go.

    The periods are the arrays ``firsts`` and ``ends``; each is asked like any other.
    """
    asked = statement.replace("%(first_on)s", "p.first_on").replace("%(end_on)s", "p.end_on")
    return _TREND.format(statement=asked)


def extent_of(statement: str) -> str:
    """Give the statement that says how many cases are behind a figure or a part of it."""
    return statement + _EXTENT


def ids_of(statement: str) -> str:
    """Give the statement that names the cases behind a figure once each, up to a limit."""
    return statement + _IDS
