"""Opens and runs cycles of rotation, designates, and changes handlers."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from zhixing.assignment import acts, models, rotation
from zhixing.assignment.cutover import CaseDates, NoPool, Pooled, PoolRule, pool_of
from zhixing.assignment.pools import load_rules, title_kind_of
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append, append_all
from zhixing.cases.docket.chapters import Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.courts.policies import require
from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.platform.crypto.vault import vault
from zhixing.platform.log.proofs import latest_checkpoint
from zhixing.platform.log.queue import enqueue_leaf
from zhixing.platform.principal import Principal

CHUNK = 2000


class AssignmentRefused(Refusal):
    """Say why a cycle cannot be opened or run, or a handler named."""


@dataclass(frozen=True, slots=True)
class Member:
    """Name one handler who takes cases in a group."""

    person: UUID
    post: UUID


@dataclass(frozen=True, slots=True)
class Group:
    """Name a group (执行小组): its team, and the handlers its cases are dealt to in turn."""

    team: UUID
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class CycleResult:
    """Tell what a cycle did: how many cases, and each group's load."""

    cycle: UUID
    cases: int
    loads: tuple[int, ...]
    log_size: int
    log_root: str


def open_cycle(pool: str, groups: Sequence[Group], at: datetime, *, by: Principal) -> UUID:
    """Commit to a secret and to the groups before any case of the cycle is known.

    The commitment is written into the court's log, so that it cannot be replaced.

    :raises AssignmentRefused: the post may not, no group, a group without
        handlers, or the pool has an open cycle.
    """
    require(by, "assign")
    if not groups or any(not group.members for group in groups):
        raise AssignmentRefused(
            "GROUP_WITHOUT_HANDLERS",
            message_zh="每个分案小组至少应有一名承办人。",
            message_en="Each group needs at least one handler.",
            field="groups",
        )
    if models.Cycle.objects.filter(court_no=by.court_no, pool=pool, run_at=None).exists():
        raise AssignmentRefused(
            "CYCLE_ALREADY_OPEN",
            message_zh=f"分案池 {pool} 已有未执行的轮次。",
            message_en=f"Pool {pool} already has an open cycle.",
            remedy_zh="请先执行该轮次。",
            remedy_en="Run that cycle first.",
            field="pool",
        )
    secret = secrets.token_bytes(32)
    cycle = models.Cycle(
        id=new_id(),
        court_no=by.court_no,
        pool=pool,
        opened_at=at,
        commitment=rotation.commitment(secret),
        groups=to_json(list(groups)),
    )
    cycle.secret_sealed = vault().seal("assignment_cycle", "secret_sealed", cycle.id, secret.hex())
    cycle.save(force_insert=True)
    enqueue_leaf(by.court_no, "assignment_commitment", cycle.id, commitment_value(cycle))
    return cycle.id


def commitment_value(cycle: models.Cycle) -> dict[str, Json]:
    """Give what the log covers of a cycle before it runs."""
    return {"pool": cycle.pool, "commitment": cycle.commitment, "groups": cycle.groups}


def run_cycle(pool: str, on: date, at: datetime, *, by: Principal) -> CycleResult:
    """Deal the waiting cases of a pool to the open cycle's groups and reveal the secret.

    Cases stand in the order of their numbers; the seed joins the secret with the
    head of the court's log at this moment.

    :raises AssignmentRefused: the post may not, or the pool has no open cycle.
    """
    require(by, "assign")
    cycle = (
        models.Cycle.objects.select_for_update()
        .filter(court_no=by.court_no, pool=pool, run_at=None)
        .first()
    )
    if cycle is None:
        raise AssignmentRefused(
            "NO_OPEN_CYCLE",
            message_zh=f"分案池 {pool} 没有已公布承诺值的轮次。",
            message_en=f"Pool {pool} has no cycle whose commitment was published.",
            remedy_zh="请先开启轮次并公布承诺值。",
            remedy_en="Open a cycle first.",
            field="pool",
        )
    secret = bytes.fromhex(
        vault().open("assignment_cycle", "secret_sealed", cycle.id, bytes(cycle.secret_sealed))
    )
    head = latest_checkpoint(by.court_no)
    cycle.log_size = head.size if head else 0
    cycle.log_root = head.root.hex() if head else ""
    seed = rotation.final_seed(secret, bytes.fromhex(cycle.log_root))
    waiting = _waiting(by.court_no, pool, on)
    dealings = _deal(cycle, seed, waiting)
    models.Dealing.objects.bulk_create(dealings, batch_size=2000)
    for start in range(0, len(dealings), CHUNK):
        part = dealings[start : start + CHUNK]
        append_all([_act(cycle, dealing, on) for dealing in part], by=by)
    cycle.run_at, cycle.secret, cycle.case_count = at, secret.hex(), len(dealings)
    cycle.save()
    loads = [0] * len(cycle.groups)
    for dealing in dealings:
        loads[dealing.group] += 1
    return CycleResult(cycle.id, len(dealings), tuple(loads), cycle.log_size, cycle.log_root)


def designate(
    case: UUID, member: Member, team: UUID | None, reason: str, on: date, *, by: Principal
) -> None:
    """Give a case to a named handler (指定承办), for a reason that stays on the record.

    :raises AssignmentRefused: the post may not, or no reason is given.
    """
    require(by, "assign")
    _require_reason(reason)
    payload = acts.CaseDesignated(team, member.person, member.post, reason.strip())
    append(NewAct(case, payload, on), by=by)


def reassign(
    case: UUID, member: Member, team: UUID | None, reason: str, on: date, *, by: Principal
) -> None:
    """Change the handler of a case; the earlier handler's responsibility stays recorded.

    :raises AssignmentRefused: the post may not, no reason, or the case has no handler yet.
    """
    require(by, "assign")
    _require_reason(reason)
    if cases.get_case(by.court_no, case).handler_person is None:
        raise AssignmentRefused(
            "CASE_WITHOUT_HANDLER",
            message_zh="该案尚未确定承办人，应先分案。",
            message_en="The case has no handler yet; assign it first.",
            field="case",
        )
    payload = acts.CaseReassigned(None, team, member.person, member.post, reason.strip())
    append(NewAct(case, payload, on), by=by)


def _waiting(court_no: int, pool: str, on: date) -> list[tuple[cases.CaseView, str]]:
    rules = load_rules(court_no, on)
    found: list[tuple[cases.CaseView, str]] = []
    for chunk in _chunks(cases.list_unassigned(court_no), CHUNK):
        facts = cases.list_facts(court_no, [case.id for case in chunk])
        for case in chunk:
            pooled = _pool(case, facts[case.id], rules)
            if pooled is not None and pooled.pool == pool:
                found.append((case, pooled.rule))
    return found


def _pool(case: cases.CaseView, facts: Facts, rules: Sequence[PoolRule]) -> Pooled | None:
    if case.filed_on is None:
        return None
    dates = CaseDates(case.filed_on, facts.of(Debt).effective_on, title_kind_of(facts))
    try:
        return pool_of(dates, rules)
    except NoPool:
        return None


def _chunks(views: Iterable[cases.CaseView], size: int) -> Iterator[list[cases.CaseView]]:
    rest = iter(views)
    while chunk := list(islice(rest, size)):
        yield chunk


def _deal(
    cycle: models.Cycle, seed: bytes, waiting: Sequence[tuple[cases.CaseView, str]]
) -> list[models.Dealing]:
    taken = [0] * len(cycle.groups)
    dealings = []
    for dealt, (case, rule) in zip(
        rotation.deal(seed, "group", len(waiting), len(cycle.groups)), waiting, strict=True
    ):
        members = len(cycle.groups[dealt.group]["members"])
        turn = taken[dealt.group]
        taken[dealt.group] += 1
        dealings.append(
            models.Dealing(
                id=new_id(),
                court_no=cycle.court_no,
                cycle_id=cycle.id,
                case_id=case.id,
                number=case.number,
                position=dealt.position,
                group=dealt.group,
                member=rotation.group_of(seed, f"member/{dealt.group}", turn, members),
                rule=rule,
            )
        )
    return dealings


def _act(cycle: models.Cycle, dealing: models.Dealing, on: date) -> NewAct:
    group = cycle.groups[dealing.group]
    member = group["members"][dealing.member]
    payload = acts.CaseAssigned(
        cycle=cycle.id,
        position=dealing.position,
        pool=cycle.pool,
        rule=dealing.rule,
        team=UUID(group["team"]),
        person=UUID(member["person"]),
        post=UUID(member["post"]),
    )
    return NewAct(dealing.case_id, payload, on, correlation=cycle.id)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise AssignmentRefused(
            "REASON_MISSING",
            message_zh="指定或变更承办人须写明理由。",
            message_en="Say why this handler is named.",
            field="reason",
        )
