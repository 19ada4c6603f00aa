"""One case, one account: opened by filing itself, for one case or many, once; its interest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.rooms.funds.test_money import account_of, incoming, receive
from tests.support.filed import FiledCase, application, file_one, stage_on
from zhixing.cases import operations as filing
from zhixing.cases import queries as cases
from zhixing.cases.docket.corrections import annul_act, correct_act
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.figures import explain
from zhixing.courts import operations as courts
from zhixing.funds import operations as funds
from zhixing.funds.acts import CaseAccountOpened, Money
from zhixing.funds.opening import open_accounts_at_filing
from zhixing.funds.policies import ACCOUNT_AT_FILING, ACCOUNT_INTEREST
from zhixing.funds.queries import get_account_coverage, get_case_money, list_interest, verify_money
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.queries import ask, get_reading, list_counted
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.reactions import react_to_many
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal
from zhixing.scenarios.stage import Stage

SINCE = date(2018, 3, 1)


def adopt(stage: Stage, code: str, value: dict[str, Any], since: date = SINCE) -> None:
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no, code, "（演练）案款办法", since, since + timedelta(days=365), value
            )
        )


@pytest.fixture
def stage() -> Stage:
    stage = stage_on()
    adopt(stage, ACCOUNT_AT_FILING, {"prefix": "86"})
    return stage


def openings(stage: Stage, case: UUID) -> list[Any]:
    acts = stage.do(K.JUDGE, lambda by: cases.list_acts(by.court_no, case))
    return [a for a in acts if a.type == "CASE_ACCOUNT_OPENED"]


def refused(stage: Stage, kind: K, operation: Callable[[Principal], Any], code: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        stage.do(kind, operation)
    assert caught.value.code == code, caught.value
    return caught.value


def whole(stage: Stage) -> None:
    with open_scope(Scope.system()):
        assert list(verify_docket(stage.court_no)) == []
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        assert [d for d in verify_money() if d.court_no == stage.court_no] == []


def test_without_the_courts_policy_filing_opens_nothing() -> None:
    filed = file_one()
    assert openings(filed.stage, filed.case) == []
    later = stage_on()
    adopt(later, ACCOUNT_AT_FILING, {}, since=later.today + timedelta(days=1))
    assert openings(later, file_one(later).case) == [], "it does not hold on the day of filing"


def test_a_case_filed_has_its_account_the_moment_the_reaction_ran(stage: Stage) -> None:
    filed = file_one(stage)
    (opened,) = openings(stage, filed.case)
    assert opened.occurred_on == stage.today
    number = account_of(filed)
    assert number == f"86{stage.court_no:06d}{stage.today.year}0000001"
    assert receive(filed, incoming(filed, "12.00")).case == filed.case
    again = stage.do(
        K.ACCOUNTANT, lambda by: funds.open_case_account(filed.case, "1", stage.today, by=by)
    )
    assert str(again) == opened.payload["account"] and len(openings(stage, filed.case)) == 1
    whole(stage)


def test_a_batch_is_answered_together_and_a_repeat_opens_nothing(stage: Stage) -> None:
    wanted = [replace(application(day=stage.today), title_number=f"（2017）渝0119民初{n}号")
              for n in range(1, 61)]  # fmt: skip
    filed = stage.do(K.JUDGE, lambda by: filing.file_cases(wanted, by=by, on=stage.today)).filed
    assert len(filed) == 60
    numbers = set()
    for one in filed:
        assert len(openings(stage, one.case)) == 1
        money = stage.do(K.JUDGE, lambda by, c=one.case: get_case_money(by.court_no, c))
        numbers.add(money.account_number)
    assert len(numbers) == 60
    acts = [
        a.id
        for one in filed
        for a in stage.do(K.JUDGE, lambda by, c=one.case: cases.list_acts(by.court_no, c))
        if a.type == "CASE_FILED"
    ]
    name = "zhixing.funds.reactions.open_accounts"
    react_to_many(stage.court_no, [str(a) for a in acts], "CASE_FILED", name)
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        by = stage.who(K.ACCOUNTANT)
        assert open_accounts_at_filing(acts, by=by) == 0
    assert len(openings(stage, filed[0].case)) == 1
    whole(stage)


def test_the_share_of_open_cases_and_exactly_those_without(stage: Stage) -> None:
    with_one = file_one(stage)
    court = stage_on()
    lacking = file_one(court)
    for where, share, parts in (
        (stage, "100.00", {with_one.case: "WITH"}),
        (court, "0.00", {lacking.case: "WITHOUT"}),
    ):
        day = where.today

        def look(by: Principal, day: date = day) -> Any:
            from zhixing.kernel.ranges import Days

            asked = ask(by, Days.closed(day, day))
            return get_reading("ACCOUNT_COVERAGE", asked), list_counted("ACCOUNT_COVERAGE", asked)

        reading, page = where.do(K.DIRECTOR, look)
        assert reading.percent == share
        assert {c.case: c.part for c in page.cases} == parts
        held = where.do(K.ACCOUNTANT, lambda by, d=day: get_account_coverage(by.court_no, d))
        assert (held.filed, held.lacking) == (1, int("WITHOUT" in parts.values()))


def test_an_opening_is_annulled_only_while_no_money_ever_moved(stage: Stage) -> None:
    filed = file_one(stage)
    (opened,) = openings(stage, filed.case)
    number, on = account_of(filed), stage.today
    other = CaseAccountOpened(UUID(opened.payload["account"]), "999")
    refused(
        stage,
        K.JUDGE,
        lambda by: correct_act(opened.id, other, on, by=by),
        "ACCOUNT_NUMBER_STANDS",
    )
    stage.do(K.JUDGE, lambda by: annul_act(opened.id, "误录", by=by))
    facts = stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Money).account_number == ""
    stage.do(K.ACCOUNTANT, lambda by: funds.open_case_account(filed.case, "7", on, by=by))
    facts = stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Money).account_number == number, "the account that is there, not another"
    posted = receive(filed, incoming(filed, "1.00"))
    stage.do(K.ACCOUNTANT, lambda by: funds.reverse_receipt(posted.receipt, "退票", on, by=by))
    latest = openings(stage, filed.case)[-1]
    refused(stage, K.JUDGE, lambda by: annul_act(latest.id, "误录", by=by), "ACCOUNT_HAS_MOVED")
    whole(stage)


def test_a_number_of_another_case_is_refused(stage: Stage) -> None:
    plain = stage_on()
    one, two, on = file_one(plain), file_one(plain), plain.today
    number = f"9{uuid4().int % 10**15:015d}"
    plain.do(K.ACCOUNTANT, lambda by: funds.open_case_account(one.case, number, on, by=by))
    refused(
        plain,
        K.ACCOUNTANT,
        lambda by: funds.open_case_account(two.case, number, on, by=by),
        "ACCOUNT_NUMBER_TAKEN",
    )
    refused(
        plain,
        K.JUDGE,
        lambda by: funds.open_case_account(two.case, number, on, by=by),
        "NOT_ALLOWED",
    )


def interest(filed: FiledCase, yuan: str, reference: str = "J1") -> Callable[[Principal], UUID]:
    line = funds.BankInterest(reference, filed.stage.today, Fen.of_yuan(yuan))
    return lambda by: funds.credit_interest(filed.case, line, by=by)


@pytest.mark.parametrize(("to", "held"), [("CASE", "103.21"), ("TREASURY", "100.00")])
def test_interest_goes_where_the_courts_rule_says_and_pays_no_debt(
    stage: Stage, to: str, held: str
) -> None:
    filed = file_one(stage)
    receive(filed, incoming(filed, "100.00"))
    refused(stage, K.ACCOUNTANT, interest(filed, "3.21"), "INTEREST_RULE_MISSING")
    adopt(stage, ACCOUNT_INTEREST, {"to": to})
    refused(stage, K.JUDGE, interest(filed, "3.21"), "NOT_ALLOWED")
    refused(stage, K.ACCOUNTANT, interest(filed, "0.00"), "INTEREST_INCOMPLETE")
    transfer = stage.do(K.ACCOUNTANT, interest(filed, "3.21"))
    assert stage.do(K.ACCOUNTANT, interest(filed, "3.21")) == transfer, "a repeat does nothing"
    refused(stage, K.ACCOUNTANT, interest(filed, "3.22"), "SAME_KEY_OTHER_BODY")
    money = stage.do(K.JUDGE, lambda by: get_case_money(by.court_no, filed.case))
    assert money.held.yuan == held
    facts = stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Money).received.yuan == "100.00"
    whole(stage)
    on = stage.today

    def undo(reason: str) -> Callable[[Principal], Fen]:
        return lambda by: funds.reverse_interest(filed.case, transfer, reason, on, by=by)

    refused(stage, K.ACCOUNTANT, undo(" "), "REVERSAL_WITHOUT_REASON")
    assert stage.do(K.ACCOUNTANT, undo("银行更正")).yuan == "3.21"
    refused(stage, K.ACCOUNTANT, undo("银行更正"), "NO_SUCH_INTEREST")
    money = stage.do(K.JUDGE, lambda by: get_case_money(by.court_no, filed.case))
    assert money.held.yuan == "100.00"
    (line,) = stage.do(K.JUDGE, lambda by: list_interest(by.court_no, filed.case))
    assert line.is_reversed
    whole(stage)


def test_a_case_says_whether_it_has_its_account_since_when_and_who_opens_it() -> None:
    filed = file_one(stage_on())
    stage, day = filed.stage, filed.stage.today

    def said(on: date) -> Any:
        return stage.do(K.JUDGE, lambda by: explain(by.court_no, filed.case, "case-account", on))

    lacking = said(day + timedelta(days=3)).value
    assert lacking.state == "LACKING" and lacking.lacking_days == 3 and not lacking.by_itself
    number = f"9{stage.court_no:08d}7777"
    opened = day + timedelta(days=3)
    stage.goto(opened)
    stage.do(K.ACCOUNTANT, lambda by: funds.open_case_account(filed.case, number, opened, by=by))
    assert said(opened).value.opened_on == opened
    assert said(opened - timedelta(days=1)).value.state == "LACKING"
    with pytest.raises(Refusal) as refused:
        said(day - timedelta(days=1))
    assert refused.value.code == "NO_SUCH_FIGURE"


def test_an_account_opened_by_filing_names_the_rule_of_that_day(stage: Stage) -> None:
    filed = file_one(stage)
    found = stage.do(
        K.JUDGE, lambda by: explain(by.court_no, filed.case, "case-account", stage.today)
    )
    assert found.value.by_itself and found.value.state == "OPEN"
    assert "policy:account-at-filing" in found.marks
