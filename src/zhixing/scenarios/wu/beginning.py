"""October 2015: policies, filing, assignment, notices, listing, look-out."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assignment import operations as assignment
from zhixing.cases import operations as cases
from zhixing.cases import queries
from zhixing.cases.docket.chapters import Standings
from zhixing.courts import operations as courts
from zhixing.courts.queries import list_teams
from zhixing.decisions import operations as decisions
from zhixing.funds import operations as funds
from zhixing.instruments import operations as instruments
from zhixing.instruments.operations import Draft, Proof
from zhixing.law.instruments import cite
from zhixing.law.periods.service import Method
from zhixing.measures import operations as measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind, Principal
from zhixing.scenarios.stage import Stage
from zhixing.scenarios.wu.record import Wu

K = PostKind
LOOK_OUT_BASIS = "（演练）2015年执联〔2015〕1号：与公安机关联合查找下落不明被执行人办法"
SHIELD_BASIS = "（演练）本院失信名单暂停公布办法"


def adopt_policies(stage: Stage) -> None:
    """Adopt the dated policies the story rests on; without them look-out and shielding are off."""
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no,
                "LOOK_OUT",
                LOOK_OUT_BASIS,
                date(2015, 9, 1),
                date(2018, 9, 1),
                {"review_days": 720},
            )
        )
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no,
                "LOCAL_RULES",
                SHIELD_BASIS,
                date(2015, 1, 1),
                date(2018, 1, 1),
                {"rules": [{"code": "SHIELDING"}]},
            )
        )
        instruments.ensure_seal(stage.court_no)


def file_and_assign(wu: Wu) -> None:
    """9 October 2015: the application is filed the same day and dealt to a handler by rotation."""
    stage, application = wu.stage, wu.application
    stage.goto(application.received_on, 9)

    def open_cycle(by: Principal) -> None:
        team = list_teams(by.court_no, stage.today)[0]
        judge = stage.staff.of_kind(K.JUDGE, 2)
        members = (assignment.Member(judge.person, judge.post),)
        groups = [assignment.Group(team.id, members)]
        assignment.open_cycle("ALL", groups, stage.clock_at, by=by)

    stage.do(K.DIRECTOR, open_cycle)
    filed = stage.do(K.JUDGE, lambda by: cases.file_case(application, by=by, on=stage.today))
    wu.case, wu.number = filed.case, filed.number
    wu.tell(
        f"申请执行人{application.creditors[0].name}申请执行，当日立案，案号{wu.number}。",
        f"{application.creditors[0].name} applies for enforcement; filed the same day as "
        f"{wu.number}.",
    )
    stage.do(
        K.DIRECTOR,
        lambda by: assignment.run_cycle("ALL", stage.today, stage.clock_at, by=by),
    )

    def look(by: Principal) -> None:
        standings = queries.facts_now(by.court_no, wu.case).of(Standings)
        wu.creditor = standings.of_role("APPLICANT")[0]
        wu.debtor = standings.of_role("DEBTOR")[0]

    stage.do(K.JUDGE, look, number=2)
    wu.account = f"9{stage.court_no}{filed.number[1:5]}00001"
    stage.do(
        K.ACCOUNTANT,
        lambda by: funds.open_case_account(wu.case, wu.account, stage.today, by=by),
    )


def notify(wu: Wu) -> None:
    """12 to 14 October 2015: notices go out with the property-report order, and are served."""
    stage = wu.stage
    stage.goto(date(2015, 10, 12), 10)
    name = wu.application.debtors[0].name
    papers: dict[str, dict[str, Any]] = {
        "ACCEPTANCE_NOTICE": {
            "applied_on": wu.application.applied_on,
            "filed_on": wu.application.applied_on,
            "officer": "承办法官",
            "clue_days": 10,
        },
        "ENFORCEMENT_NOTICE": {
            "duties": ["偿还借款本金及利息，并承担案件受理费。"],
            "perform_days": 3,
            "enforcement_fee": 806700,
            "account_name": "案款专户",
            "account_bank": "演练银行南川支行",
            "account_number": wu.account,
        },
        "PROPERTY_REPORT_ORDER": {
            "debtor": name,
            "report_days": 7,
            "period_from": date(2014, 10, 12),
            "change_days": 10,
        },
        "RISK_NOTICE": {"grounds": ["违反财产报告制度的；", "有履行能力而拒不履行的。"]},
        "CONSEQUENCES_SHEET": {"debtor": name, "measures": _consequences(stage.today)},
    }
    for template, data in papers.items():
        party = wu.creditor if template == "ACCEPTANCE_NOTICE" else wu.debtor
        issue_and_serve(wu, template, data, party, date(2015, 10, 14))
    wu.tell(
        "发出执行通知书、报告财产令、失信风险提示书、释明书，直接送达。",
        "Enforcement notice, property-report order, risk notice and sheet of consequences are "
        "issued and served directly.",
    )


def issue_and_serve(
    wu: Wu, template: str, data: dict[str, Any], party: UUID, served_on: date
) -> UUID:
    """Draft and issue an instrument today, and serve it directly on a later day."""
    stage = wu.stage
    draft = Draft(wu.case, template, data)
    instrument = stage.do(
        K.CLERK, lambda by: instruments.draft_instrument(draft, stage.today, by=by)
    )
    stage.do(K.CLERK, lambda by: instruments.issue_instrument(instrument, stage.today, by=by))
    proof = Proof(party, Method.DIRECT, served_on, "送达回证（受送达人签收）")
    stage.do(
        K.CLERK,
        lambda by: instruments.serve_instrument(instrument, proof, served_on, by=by),
    )
    wu.instruments[template] = instrument
    return instrument


def sanction(wu: Wu) -> None:
    """26 to 30 October 2015: calls unanswered, restriction, listing and publication."""
    stage = wu.stage
    for called, recorded in ((date(2015, 10, 19), 20), (date(2015, 10, 22), 23)):
        stage.goto(date(2015, 10, recorded), 9)

        def unanswered(by: Principal, called: date = called) -> None:
            measures.record_unanswered_call(wu.case, wu.debtor, called, stage.today, by=by)

        stage.do(K.JUDGE, unanswered, number=2)
    stage.goto(date(2015, 10, 26), 9)
    stage.do(
        K.JUDGE,
        lambda by: measures.find_misconduct(
            wu.case,
            wu.debtor,
            "M-2015-1",
            "收到报告财产令后逾期不报告财产，经两次传唤拒不到庭",
            "报告财产令送达回证、传唤记录",
            stage.today,
            by=by,
        ),
        number=2,
    )
    plan = measures.ListingPlan(wu.debtor, 4, "逾期不报告财产。", is_able=True)
    approve(wu, lambda by: measures.apply_listing(wu.case, plan, stage.today, by=by))
    wu.listing = facts_of(wu).listed[0].measure
    stage.do(
        K.JUDGE,
        lambda by: measures.publish_listing(wu.case, wu.listing, stage.today, by=by),
        number=2,
    )
    restriction = measures.RestrictionPlan(wu.debtor)
    approve(wu, lambda by: measures.apply_restriction(wu.case, restriction, stage.today, by=by))
    wu.tell(
        "查无可供执行财产，被执行人下落不明；纳入失信名单并公布，发出限制消费令。",
        "No property is found and the debtor has disappeared; he is listed as dishonest and "
        "published, and his consumption is restricted.",
    )


def look_out(wu: Wu) -> None:
    """28 October 2015: a detention is decided; the package goes to the police under the policy."""
    stage = wu.stage
    stage.goto(date(2015, 10, 28), 9)
    plan = measures.DetentionPlan(wu.debtor, "M-2015-1", 15, stage.today)
    matter = stage.do(
        K.JUDGE,
        lambda by: measures.apply_detention(wu.case, plan, stage.today, by=by),
        number=2,
    )
    deliberate(wu, matter, "被执行人拒不报告财产、拒不到庭，合议庭一致同意拘留。")
    climb(wu, matter)
    request = measures.LookOutPlan(wu.debtor, date(2017, 10, 1))
    approve(wu, lambda by: measures.apply_look_out(wu.case, request, stage.today, by=by))
    wu.look_out = facts_of(wu).look_outs[0].measure
    decision = _detention_paper(wu, matter)
    stage.do(
        K.JUDGE,
        lambda by: measures.send_look_out(
            wu.case,
            wu.look_out,
            [measures.Attachment("拘留决定书.pdf", "application/pdf", decision)],
            stage.today,
            by=by,
        ),
        number=2,
    )
    wu.tell(
        "拘留决定书、生效文书副本与身份信息依布控办法送交公安机关。",
        "Under the dated policy, detention decision, title and identity go to the police.",
    )


def deliberate(wu: Wu, matter: UUID, minutes: str) -> None:
    """Hold a panel of three judges, one presiding, all in favour."""
    stage = wu.stage
    sitting = [stage.staff.of_kind(K.JUDGE, n) for n in (0, 1, 2)]
    ballots = [
        decisions.Ballot(
            judge.person, judge.post, "PRESIDING" if n == 0 else "MEMBER", "同意。", True
        )
        for n, judge in enumerate(sitting)
    ]
    stage.do(
        K.CLERK,
        lambda by: decisions.hold_panel(matter, ballots, minutes, stage.today, by=by),
    )


def climb(wu: Wu, matter: UUID) -> None:
    """Let director and president say yes, in the order of the route."""
    stage = wu.stage
    for kind in (K.DIRECTOR, K.VICE_PRESIDENT, K.PRESIDENT):
        if stage.do(kind, lambda by: _waits_for(matter, by)):
            stage.do(
                kind,
                lambda by: decisions.give_opinion(
                    matter, approve=True, text="同意。", on=stage.today, by=by
                ),
            )


def approve(wu: Wu, apply: Any) -> UUID:
    """Let the handler apply and the route say yes; gives the matter."""
    matter: UUID = wu.stage.do(K.JUDGE, apply, number=2)
    climb(wu, matter)
    return matter


def facts_of(wu: Wu) -> Any:
    """Give the measures of the case as they stand now."""
    from zhixing.measures.queries import get_measures

    return wu.stage.do(K.JUDGE, lambda by: get_measures(by.court_no, wu.case), number=2)


def _waits_for(matter: UUID, by: Principal) -> bool:
    from zhixing.decisions.queries import get_matter

    view = get_matter(by.court_no, matter)
    return view.state == "OPEN" and view.waiting_kind == str(by.kind)


def _consequences(on: date) -> list[dict[str, Any]]:
    rows = (
        ("冻结、划拨", "银行存款不得支取，直接划至案款专户用于清偿。", 253),
        ("查封、扣押、拍卖", "房屋、车辆等不得转让、毁损，依法变价清偿。", 255),
        ("限制出境、公布信息", "限制消费，纳入失信名单，通过媒体公布。", 266),
        ("罚款、拘留", "拒不履行的，予以罚款、拘留；构成犯罪的，追究刑事责任。", 114),
    )
    return [
        {"name": name, "consequence": text, "basis": [cite("CPL", article, on=on)]}
        for name, text, article in rows
    ]


def _detention_paper(wu: Wu, matter: UUID) -> bytes:
    from zhixing.instruments.queries import get_sealed_pdf

    stage = wu.stage
    data = {
        "detained": {"role": "被拘留人", "name": wu.application.debtors[0].name},
        "facts": "收到报告财产令后逾期不报告财产，经两次传唤拒不到庭",
        "days": 15,
        "place": "南川区拘留所（演练）",
    }
    draft = Draft(wu.case, "DETENTION_DECISION", data, matter)
    paper = stage.do(K.CLERK, lambda by: instruments.draft_instrument(draft, stage.today, by=by))
    stage.do(K.CLERK, lambda by: instruments.issue_instrument(paper, stage.today, by=by))
    wu.instruments["DETENTION_DECISION"] = paper
    return stage.do(K.CLERK, lambda by: get_sealed_pdf(by.court_no, paper))
