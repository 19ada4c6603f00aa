"""What is let go of an excess, against every choice there is: tried one by one on small sets."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.kernel.fen import Fen
from zhixing.law.seizure.control_plan import Group
from zhixing.law.seizure.excess import Controlled, excess_to_release

ON = date(2022, 6, 1)
THINGS = st.lists(
    st.builds(
        lambda value, divisible, group: (Fen(value), divisible, group),
        st.integers(0, 12),
        st.booleans(),
        st.sampled_from(Group),
    ),
    max_size=7,
).map(lambda rows: tuple(Controlled(f"第{n}件", *row) for n, row in enumerate(rows, 1)))


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 30).map(Fen), THINGS)
def test_whole_things_stay_only_where_the_rest_does_not_suffice(
    limit: Fen, things: tuple[Controlled, ...]
) -> None:
    found = excess_to_release(on=ON, limit=limit, controlled=things).value
    left = {t.id: t.value - found.release.get(t.id, 0) for t in things}
    held, kept = sum(t.value for t in things), sum(left.values())
    assert all(0 <= rest <= t.value for t in things for rest in [left[t.id]])
    assert all(left[t.id] in (0, t.value) for t in things if not t.is_divisible)
    assert kept >= min(limit, held), "what was covered is covered still"
    assert found.kept_excess == max(0, kept - limit), "what stays above is told"
    for thing in things:
        if left[thing.id] and not thing.is_divisible:
            assert kept - left[thing.id] < limit, f"{thing.id} stays although the rest suffices"
    if kept > limit:
        assert not any(left[t.id] for t in things if t.is_divisible), "money is kept in excess"


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 30).map(Fen), THINGS)
def test_of_all_lawful_choices_the_one_that_frees_the_greatest_burden_is_taken(
    limit: Fen, things: tuple[Controlled, ...]
) -> None:
    burden = list(reversed(Group))
    whole = sorted(
        (t for t in things if not t.is_divisible and t.value),
        key=lambda t: (burden.index(t.group), -t.value, t.id),
    )
    held = sum(t.value for t in things)
    lawful = [
        chosen
        for count in range(len(whole) + 1)
        for chosen in combinations(whole, count)
        if not chosen or held - sum(t.value for t in chosen) >= limit
    ]
    best = max(lawful, key=lambda chosen: [t in chosen for t in whole])
    found = excess_to_release(on=ON, limit=limit, controlled=things).value
    assert {t.id for t in best} == {t.id for t in whole if t.id in found.release}
