"""What a box offers: of several, none is chosen because it stands first."""

from __future__ import annotations

import pytest
from django import forms

from zhixing.cases.filing import boxes
from zhixing.platform.screenkit.words import Words

PEOPLE = [("a", "示例甲"), ("b", "示例乙")]


class OfferForm(forms.Form):
    """Ask for one of some people, for one if anybody, and for several."""

    one = boxes.choice(Words("何人", "Who"), ())
    maybe = boxes.choice(Words("或有", "Anybody"), (), required=False)
    many = boxes.several(Words("几人", "Which"))


def offered(name, choices, *, initial=None, data=None):
    form = OfferForm(data, initial=initial)
    boxes.offer(form, name, choices)
    return form


@pytest.mark.parametrize(
    ("choices", "first"), [(PEOPLE, ""), (PEOPLE[:1], "a"), ([("", "无"), *PEOPLE], "")]
)
def test_several_are_left_open_and_the_only_one_is_taken(choices, first):
    form = offered("one", choices)
    assert form.fields["one"].choices[0][0] == first
    assert not [code for code, _ in PEOPLE if f'value="{code}" selected' in str(form["one"])]


def test_what_the_page_proposes_stays_proposed():
    form = offered("one", PEOPLE, initial={"one": "b"})
    assert '<option value="b" selected>' in str(form["one"])


def test_nobody_chosen_is_named_at_the_box():
    form = offered("one", PEOPLE, data={"one": "", "many": ["a"]})
    assert not form.is_valid()
    assert form.errors["one"] == [str(boxes.REQUIRED)]


@pytest.mark.parametrize("name", ["maybe", "many"])
def test_boxes_that_need_none_or_take_several_are_as_they_were(name):
    assert [code for code, _ in offered(name, PEOPLE).fields[name].choices] == ["a", "b"]
