"""The team's proportions and the tasks of each role, as a rule with its reasons.

A team (办案团队) has officers, assistants, clerks and court police in the
proportion 1:3:2:1 unless the court adopted another in its policy TEAM_RATIO.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.courts.kinds import TeamRole
from zhixing.kernel.finding import Finding, Step

RATIO: Final[Mapping[TeamRole, int]] = {
    TeamRole.OFFICER: 1,
    TeamRole.ASSISTANT: 3,
    TeamRole.CLERK: 2,
    TeamRole.COURT_POLICE: 1,
}

NAMES: Final[Mapping[TeamRole, tuple[str, str]]] = {
    TeamRole.OFFICER: ("员额法官（执行员）", "enforcement officer"),
    TeamRole.ASSISTANT: ("法官助理", "assistant"),
    TeamRole.CLERK: ("书记员", "clerk"),
    TeamRole.COURT_POLICE: ("司法警察", "court police"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Name one task of a role, ready to print."""

    zh: str
    en: str


DUTIES: Final[Mapping[TeamRole, tuple[Duty, ...]]] = {
    TeamRole.OFFICER: (
        Duty("决定执行措施并对案件负责", "decide on measures and answer for the case"),
        Duty("主持约谈、和解与合议", "lead interviews, settlements and panels"),
        Duty("申请拘传、搜查、罚款、拘留", "apply for summons, search, fine and detention"),
        Duty("提出结案意见", "propose the closing of a case"),
    ),
    TeamRole.ASSISTANT: (
        Duty("发起总对总、点对点查询", "start national and local queries"),
        Duty("草拟裁定书、决定书、通知书", "draft rulings, decisions and notices"),
        Duty("办理查封、冻结、扣划手续", "carry out seizures, freezes and transfers"),
        Duty("联系当事人，核实财产线索", "speak with the parties and check clues"),
    ),
    TeamRole.CLERK: (
        Duty("送达文书并留存送达证明", "serve instruments and keep the proof"),
        Duty("制作笔录，整理电子卷宗", "keep records and the e-dossier"),
        Duty("登记案款，提醒期限节点", "register money received and watch the nodes"),
    ),
    TeamRole.COURT_POLICE: (
        Duty("执行拘传、搜查、拘留决定", "execute summons, search and detention"),
        Duty("维护执行现场秩序并全程录像", "keep order on the spot and record it on video"),
    ),
}


@dataclass(frozen=True, slots=True)
class RoleCount:
    """Compare one role's heads with what the proportion asks for."""

    role: TeamRole
    present: int
    wanted: int

    @property
    def missing(self) -> int:
        """Give how many heads are missing; negative when there are too many."""
        return self.wanted - self.present


@dataclass(frozen=True, slots=True)
class TeamCheck:
    """Tell whether a team has its proportion, and each role's count and tasks."""

    is_met: bool
    counts: tuple[RoleCount, ...]
    duties: Mapping[TeamRole, tuple[Duty, ...]]


def check_team(
    *, on: date, roles: Iterable[TeamRole], ratio: Mapping[TeamRole, int] = RATIO
) -> Finding[TeamCheck]:
    """Compare a team's members with the proportion laid down.

    The number of officers is the measure: two officers want six assistants.

    >>> team = [TeamRole.OFFICER, *[TeamRole.ASSISTANT] * 3, *[TeamRole.CLERK] * 2]
    >>> check_team(on=date(2018, 1, 2), roles=team).conclusion_en
    'the team is not 1:3:2:1: court police 0 of 1'
    """
    heads = Counter(roles)
    unit = max(1, -(-heads[TeamRole.OFFICER] // ratio[TeamRole.OFFICER]))
    counts = tuple(RoleCount(r, heads[r], unit * ratio[r]) for r in TeamRole)
    wrong = [c for c in counts if c.missing]
    shape = ":".join(str(ratio[r]) for r in TeamRole)
    zh = "、".join(f"{NAMES[c.role][0]}应{c.wanted}人，现{c.present}人" for c in wrong)
    en = ", ".join(f"{NAMES[c.role][1]} {c.present} of {c.wanted}" for c in wrong)
    return Finding(
        rule="courts.team-ratio",
        version="1",
        on=on,
        value=TeamCheck(not wrong, counts, DUTIES),
        conclusion_zh=f"团队不符合{shape}：{zh}" if wrong else f"团队符合{shape}",
        conclusion_en=f"the team is not {shape}: {en}" if wrong else f"the team is {shape}",
        steps=tuple(_step(c) for c in counts),
        inputs={r.value: heads[r] for r in TeamRole},
        options={"ratio": shape},
    )


def _step(count: RoleCount) -> Step:
    zh, en = NAMES[count.role]
    return Step(
        f"{zh}：现{count.present}人，应{count.wanted}人",
        f"{en}: {count.present} present, {count.wanted} wanted",
        value=count.present,
    )
