"""A court with people and one filed case, made through real operations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from zhixing.cases import operations as cases
from zhixing.cases import queries
from zhixing.cases.docket.chapters import Obligation, Standings
from zhixing.cases.filing.application import Application, TitleKind
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.instruments import operations as instruments
from zhixing.kernel.fen import Fen
from zhixing.kernel.identity import resident_check
from zhixing.law.periods.service import Method
from zhixing.parties.values import PartyEntry
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.scenarios.stage import FOUNDING, Stage, raise_stage

DAY = date(2018, 3, 5)


@dataclass(slots=True)
class FiledCase:
    """Hold a stage with one filed case, its creditor and its debtor."""

    stage: Stage
    case: UUID
    number: str
    creditor: UUID
    debtor: UUID


def stage_on(day: date = DAY) -> Stage:
    """Raise a stage of its own whose clock stands on a day."""
    stage = raise_stage("M34", login_prefix=f"t{uuid4().hex[:10]}-")
    stage.goto(day)
    adopt_standard(stage.court_no)
    return stage


def adopt_standard(court_no: int, yuan: str = "1.00", months: int = 1) -> None:
    """Adopt an invented, modest living standard, as every court that freezes people's money."""
    source = "（演练）本市低保标准"
    value: dict[str, Any] = {"per_month": int(Fen.of_yuan(yuan)), "months": months}
    policy = NewPolicy(
        court_no,
        "LIVING_STANDARD",
        "（演练）本院规定",
        FOUNDING,
        date(2099, 1, 1),
        value | {"source": source},
    )
    with open_scope(Scope.system()):
        adopt_policy(policy)


def person(name: str, serial: int) -> PartyEntry:
    """Make an invented person with a resident number whose checksum is right."""
    body = f"5001191980010{serial % 9 + 1}{serial % 1000:03d}"
    return PartyEntry(name=name, number=body + resident_check(body))


def application(key: str = "", amount: str = "100000.00", day: date = DAY) -> Application:
    """Make an application of one creditor against one debtor for one sum."""
    return Application(
        application_key=key or uuid4().hex,
        title_number="（2017）渝0119民初1234号",
        title_kind=TitleKind.JUDGMENT,
        issuing_body="重庆市南川区人民法院",
        effective_on=date(2018, 1, 10),
        performance_until=date(2018, 1, 20),
        applied_on=day,
        received_on=day,
        creditors=(person("示例甲", 11),),
        debtors=(person("示例乙", 22),),
        obligations=(Obligation("p", "principal", Fen.of_yuan(amount), label="借款本金"),),
        cause="民间借贷纠纷",
    )


def file_one(stage: Stage | None = None, **changes: object) -> FiledCase:
    """File one case on a stage and give it with its parties."""
    stage = stage or stage_on()
    wanted = replace(application(day=stage.today), **changes)
    filed = stage.do(PostKind.JUDGE, lambda by: cases.file_case(wanted, by=by, on=stage.today))
    standings = stage.do(
        PostKind.JUDGE, lambda by: queries.facts_now(by.court_no, filed.case).of(Standings)
    )
    return FiledCase(
        stage,
        filed.case,
        filed.number,
        standings.of_role("APPLICANT")[0],
        standings.of_role("DEBTOR")[0],
    )


def notify(filed: FiledCase) -> UUID:
    """Issue the enforcement notice with the court's seal and serve it on the debtor today."""
    stage, day = filed.stage, filed.stage.today
    with open_scope(Scope.system()):
        instruments.ensure_seal(stage.court_no)
    draft = instruments.Draft(
        filed.case,
        "ENFORCEMENT_NOTICE",
        {
            "duties": ["偿还借款本金人民币壹拾万元整。"],
            "perform_days": 3,
            "enforcement_fee": 140_000,
            "account_name": "案款专户",
            "account_bank": "演练银行",
            "account_number": "9000000000000001",
        },
    )
    paper = stage.do(PostKind.CLERK, lambda by: instruments.draft_instrument(draft, day, by=by))
    stage.do(PostKind.CLERK, lambda by: instruments.issue_instrument(paper, day, by=by))
    proof = instruments.Proof(filed.debtor, Method.DIRECT, day, "送达回证")
    stage.do(PostKind.CLERK, lambda by: instruments.serve_instrument(paper, proof, day, by=by))
    return paper
