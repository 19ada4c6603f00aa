"""A card's number is one person's, whoever is faster: the database knows it by a blind index."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from tests.support.cards import new_card
from tests.support.racing import meet_at, run_together
from zhixing.courts import operations, queries
from zhixing.courts.operations import CardRefused, cards
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.stage import Stage, raise_stage

if TYPE_CHECKING:
    from zhixing.courts.operations import EquippedCourt

ON = date(2018, 3, 5)


@pytest.fixture
def court() -> EquippedCourt:
    stage: Stage = raise_stage("M34", login_prefix=f"t{uuid4().hex[:10]}-")
    stage.goto(ON)
    return stage.staff


def _director(court: EquippedCourt) -> Any:
    with open_scope(Scope.system()):
        return court.principal(K.DIRECTOR)


def _record(court: EquippedCourt, number: int, work: str, duty: str) -> Any:
    person = court.of_kind(K.ASSISTANT, number).person
    new = new_card(court.court_no, person, "0001", work_no=work, duty_no=duty)
    return lambda by: operations.register_card(new, ON, by=by)


@pytest.mark.parametrize(
    ("work", "duty", "field"), [("SL1", "GW2", "work_no"), ("SL2", "GW1", "duty_no")]
)
def test_two_people_get_one_number_at_once_and_the_second_is_refused(
    court: EquippedCourt, work: str, duty: str, field: str
) -> None:
    by = _director(court)
    hands = [(by, _record(court, 0, "SL1", "GW1")), (by, _record(court, 1, work, duty))]
    with meet_at(cards, "_index_older"):
        answers = run_together(hands)
    (refused,) = [a for a in answers if isinstance(a, Exception)]
    assert isinstance(refused, CardRefused), refused
    assert (refused.code, refused.field) == ("CARD_NUMBER_TAKEN", field)
    assert "他人名下" in refused.message_zh and "another person" in refused.message_en
    with open_scope(by.scope):
        assert len(queries.list_cards(court.court_no)) == 1


def test_the_database_refuses_it_too_and_the_same_person_may_keep_a_number(
    court: EquippedCourt,
) -> None:
    by = _director(court)
    with open_scope(by.scope):
        _record(court, 0, "SL1", "GW1")(by)
        _record(court, 1, "SL2", "GW2")(by)
        first = court.of_kind(K.ASSISTANT, 0).person
        later = {"valid_from": date(2030, 1, 1), "valid_until": date(2031, 1, 1)}
        same = new_card(court.court_no, first, "0001", work_no="SL1", duty_no="GW1", **later)
        operations.register_card(same, ON, by=by)
    with (
        pytest.raises(IntegrityError, match="work_card_number_is_one_persons"),
        open_scope(by.scope),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE courts_officer_card c SET work_index = o.work_index "
            "FROM courts_officer_card o WHERE c.court_no = %s AND o.court_no = %s "
            "AND c.person_id <> o.person_id",
            [court.court_no, court.court_no],
        )


def test_cards_recorded_before_are_indexed_with_the_next(court: EquippedCourt) -> None:
    by = _director(court)
    with open_scope(by.scope), connection.cursor() as cursor:
        _record(court, 0, "SL1", "GW1")(by)
        cursor.execute(
            "UPDATE courts_officer_card SET work_index = '', duty_index = '', index_key = 0 "
            "WHERE court_no = %s",
            [court.court_no],
        )
    with open_scope(by.scope), connection.cursor() as cursor:
        _record(court, 1, "SL2", "GW2")(by)
        cursor.execute(
            "SELECT count(DISTINCT work_index) FROM courts_officer_card "
            "WHERE court_no = %s AND work_index <> '' AND index_key > 0",
            [court.court_no],
        )
        assert cursor.fetchone() == (2,)
