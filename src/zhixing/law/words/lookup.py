"""Finds the words of an input, a field or a code, the nearest meaning first.

A place is a rule's code, the name of a record or of a kind of code, or a topic's name;
``place.name`` goes before the bare name. What a rule keeps the words of itself (remedies,
the facts that a ground asks for) is read from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Final

from zhixing.law.closing.ruling import CONTENTS
from zhixing.law.listing.deletion import EVENT_EN, EVENT_ZH
from zhixing.law.listing.grounds import GROUND_EN, GROUND_ZH
from zhixing.law.objections.buyer import FACTS
from zhixing.law.parties.grounds import NEEDS
from zhixing.law.remedies import measures, objections, titles
from zhixing.law.words import (
    codes_a_b,
    codes_by_place,
    codes_c_e,
    codes_f_k,
    codes_l_o,
    codes_p_r,
    codes_s_z,
    inputs_a_b,
    inputs_by_place,
    inputs_c_d,
    inputs_e_h,
    inputs_i_l,
    inputs_m_o,
    inputs_p_r,
    inputs_s_z,
    of_search,
)

Pair = tuple[str, str]
"""A Chinese and an English wording."""

INPUTS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        **inputs_a_b.INPUTS,
        **inputs_c_d.INPUTS,
        **inputs_e_h.INPUTS,
        **inputs_i_l.INPUTS,
        **inputs_m_o.INPUTS,
        **inputs_p_r.INPUTS,
        **inputs_s_z.INPUTS,
        **inputs_by_place.INPUTS,
        **of_search.INPUTS,
    }
)
CODES: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        **codes_a_b.CODES,
        **codes_c_e.CODES,
        **codes_f_k.CODES,
        **codes_l_o.CODES,
        **codes_p_r.CODES,
        **codes_s_z.CODES,
        **codes_by_place.CODES,
        **of_search.CODES,
    }
)


def input_words(name: str, *places: str) -> Pair | None:
    """Name an input or a field, as the first of ``places`` that names it means it.

    >>> input_words("paid"), input_words("paid", "Bidder")
    (('受偿数额', 'Paid'), ('已交保证金', 'Deposit paid'))
    """
    return _first(INPUTS, name, places)


def code_words(value: object, *places: str) -> Pair | None:
    """Name a code; a member of an enumeration also as its kind means it.

    >>> code_words("PENDING"), code_words("nobody-says-so")
    (('异议未处理', 'pending'), None)
    """
    if isinstance(value, Enum):
        places = (*places, type(value).__name__)
        value = value.value
    key = str(value)
    found = _first(CODES, key, places) or _kept_by_rules().get(key)
    for place in places:
        found = _stated().get(place, {}).get(key) or found
    return found or CODES.get(key.lower())


def _first(held: Mapping[str, Pair], name: str, places: tuple[str, ...]) -> Pair | None:
    for place in places:
        if found := held.get(f"{place}.{name}"):
            return found
    return held.get(name)


@cache
def _kept_by_rules() -> Mapping[str, Pair]:
    """Give the remedies by their codes, in the words of the remedies themselves."""
    rows = (*objections.ROWS, *titles.ROWS, *measures.ROWS)
    return MappingProxyType({row.kind.value: row.name for row in rows})


@cache
def _stated() -> Mapping[str, Mapping[str, Pair]]:
    """Give, by rule or kind, the facts, contents and numbered grounds told by their codes."""
    return MappingProxyType(
        {
            "ADD_PARTY": {name: (need.zh, need.en) for name, need in NEEDS.items()},
            "BUYER_TEST": FACTS,
            "TERMINATION_RULING": CONTENTS,
            "Ground": {str(g.value): (GROUND_ZH[g], GROUND_EN[g]) for g in GROUND_ZH},
            "Event": {str(e.value): (EVENT_ZH[e], EVENT_EN[e]) for e in EVENT_ZH},
        }
    )
