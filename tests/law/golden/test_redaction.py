"""Redaction: names, numbers and what must never be published."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.law.publication.redaction import (
    Item,
    NameKind,
    Page,
    Person,
    Treatment,
    mask_identity,
    redaction,
    shorten,
    shorten_all,
)

ON = date(2020, 6, 1)


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("王五", NameKind.HAN, "王某"),
        ("诸葛亮", NameKind.HAN, "诸葛某"),
        ("司马", NameKind.HAN, "司某"),
        ("买买提·艾力", NameKind.MINORITY_OR_FOREIGN, "买某"),
        ("约翰·史密斯", NameKind.MINORITY_OR_FOREIGN, "约某"),
        ("John Smith", NameKind.LATIN, "J"),
        ("", NameKind.HAN, ""),
    ],
)
def test_names(name: str, kind: NameKind, shown: str) -> None:
    assert shorten(name, kind) == shown


def test_names_that_come_out_alike_are_numbered() -> None:
    assert shorten_all(("李一", "李二", "王三")) == ("李某1", "李某2", "王某")


@given(st.text("0123456789X", min_size=0, max_size=20))
def test_a_masked_number_keeps_its_length_and_hides_the_birth_date(number: str) -> None:
    masked = mask_identity(number)
    if len(number) == 18:
        assert len(masked) == 18 and masked[6:14] == "*" * 8
    else:
        assert "*" in masked


@pytest.mark.parametrize("page", list(Page))
@pytest.mark.parametrize(
    "item", [Item.HOME_ADDRESS, Item.CONTACT, Item.BANK_ACCOUNT, Item.HEALTH, Item.FAMILY_MEMBER]
)
def test_what_is_private_never_appears(page: Page, item: Item) -> None:
    found = redaction(on=ON, page=page, item=item, text="某路1号")
    assert found.value.treatment is Treatment.DELETE and found.value.shown == ""


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        (Person.PLAIN, "赵六"),
        (Person.MINOR, "赵某"),
        (Person.FAMILY_CASE_PARTY, "赵某"),
        (Person.CRIMINAL_VICTIM_OR_WITNESS, "赵某"),
    ],
)
def test_whose_name_is_shortened(person: Person, shown: str) -> None:
    found = redaction(on=ON, page=Page.JUDGMENT, item=Item.NAME, person=person, text="赵六")
    assert found.value.shown == shown
