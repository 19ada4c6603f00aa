"""What an application for enforcement must come with (申请执行应交材料).

A written application, or an oral one put on record; a copy of the title; proof of the
applicant's identity; proof of succession where the applicant is an heir or successor; an
authority for an agent, which must be special to waive rights, settle or collect money.
A notarial title needs its enforcement certificate, an award its arbitration agreement,
an application at the place of property proof of property there.

申请执行应当提交的材料。书面申请，或者记入笔录的口头申请；执行依据副本；申请人身份证明，
单位另交法定代表人证明；申请人为继承人或者权利承受人的，提交承受权利的证明；委托代理的，
提交授权委托书，代理人有权放弃、变更权利、和解或者收取款项的，须有特别授权。公证债权文书须附执行
证书（2018年10月1日起），仲裁裁决须附仲裁条款或者协议，在财产所在地申请的，须附该地有可供执行财
产的证明（2009年起）。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "18"), ("EW", "19"), ("EW", "20"), ("NOTARIAL", "3"), ("EP", "1"))


class Paper(StrEnum):
    """Name the papers."""

    APPLICATION = "APPLICATION"
    ORAL_RECORD = "ORAL_RECORD"
    TITLE_COPY = "TITLE_COPY"
    IDENTITY = "IDENTITY"
    REPRESENTATIVE = "REPRESENTATIVE"
    SUCCESSION = "SUCCESSION"
    AUTHORITY = "AUTHORITY"
    SPECIAL_AUTHORITY = "SPECIAL_AUTHORITY"
    ENFORCEMENT_CERTIFICATE = "ENFORCEMENT_CERTIFICATE"
    ARBITRATION_AGREEMENT = "ARBITRATION_AGREEMENT"
    PROPERTY_PROOF = "PROPERTY_PROOF"


class TitleSource(StrEnum):
    """Name the titles that need a paper of their own."""

    COURT = "COURT"
    ARBITRATION = "ARBITRATION"
    NOTARY = "NOTARY"
    OTHER = "OTHER"


NAMES: Final = {
    Paper.APPLICATION: ("申请执行书", "written application"),
    Paper.ORAL_RECORD: ("口头申请笔录", "record of an oral application"),
    Paper.TITLE_COPY: ("生效法律文书副本", "copy of the title"),
    Paper.IDENTITY: ("申请执行人身份证明", "proof of identity"),
    Paper.REPRESENTATIVE: ("法定代表人（主要负责人）身份证明", "proof of the representative"),
    Paper.SUCCESSION: ("继承或者承受权利的证明", "proof of succession"),
    Paper.AUTHORITY: ("授权委托书", "power of attorney"),
    Paper.SPECIAL_AUTHORITY: ("特别授权", "special authority"),
    Paper.ENFORCEMENT_CERTIFICATE: ("执行证书", "enforcement certificate"),
    Paper.ARBITRATION_AGREEMENT: ("仲裁条款或者仲裁协议", "arbitration agreement"),
    Paper.PROPERTY_PROOF: ("辖区内有可供执行财产的证明", "proof of property in the district"),
}


@dataclass(frozen=True, slots=True)
class Applying:
    """Hold who applies and how."""

    source: TitleSource = TitleSource.COURT
    is_organisation: bool = False
    is_successor: bool = False
    has_agent: bool = False
    agent_disposes: bool = False
    at_place_of_property: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """Hold the papers needed and those missing."""

    needed: tuple[Paper, ...]
    missing: tuple[Paper, ...]


class PapersRefused(Refusal):
    """Say which facts contradict each other."""


@answers("FILING_MATERIALS")
def filing_materials(
    *, on: date, applying: Applying, given: tuple[Paper, ...] = ()
) -> Finding[Papers]:
    """List the papers an application needs, and those not given.

    ``agent_disposes``: the agent waives or alters rights, settles or collects money.
    """
    if applying.agent_disposes and not applying.has_agent:
        raise PapersRefused(
            "NO_AGENT",
            message_zh="没有代理人，不存在特别授权事项。",
            message_en="There is no agent to whom special authority could be given.",
            basis=find_citation("EW", 20, on=on),
            remedy_zh="请核对委托情况。",
            remedy_en="Check who acts for the applicant.",
            field="agent_disposes",
        )
    why = Reasons(on)
    handed = set(given)
    if Paper.ORAL_RECORD in handed:
        handed.add(Paper.APPLICATION)
    if Paper.SPECIAL_AUTHORITY in handed:
        handed.add(Paper.AUTHORITY)
    needed = []
    for paper, article in _needed(applying, on):
        needed.append(paper)
        zh, en = NAMES[paper]
        basis = find_citation(*article, on=on)
        has = paper in handed
        why.step(
            f"{zh}：{'已交' if has else '未交'}。", f"{en}: {'given' if has else 'missing'}.", basis
        )
    missing = tuple(paper for paper in needed if paper not in handed)
    listed = "、".join(NAMES[p][0] for p in missing)
    told = ", ".join(NAMES[p][1] for p in missing)
    return why.finding(
        Papers(tuple(needed), missing),
        f"尚缺：{listed}。" if missing else "材料齐备。",
        f"Missing: {told}." if missing else "The papers are complete.",
    )


def _needed(applying: Applying, on: date) -> Iterator[tuple[Paper, tuple[str, str]]]:
    yield Paper.APPLICATION, ("EW", "18")
    yield Paper.TITLE_COPY, ("EW", "18")
    yield Paper.IDENTITY, ("EW", "18")
    if applying.is_organisation:
        yield Paper.REPRESENTATIVE, ("EW", "18")
    if applying.is_successor:
        yield Paper.SUCCESSION, ("EW", "18")
    if applying.has_agent:
        yield Paper.AUTHORITY, ("EW", "20")
    if applying.agent_disposes:
        yield Paper.SPECIAL_AUTHORITY, ("EW", "20")
    if applying.source is TitleSource.NOTARY and on >= date(2018, 10, 1):
        yield Paper.ENFORCEMENT_CERTIFICATE, ("NOTARIAL", "3")
    if applying.source is TitleSource.ARBITRATION:
        yield Paper.ARBITRATION_AGREEMENT, ("EW", "19")
    if applying.at_place_of_property and on >= date(2009, 1, 1):
        yield Paper.PROPERTY_PROOF, ("EP", "1")


def _given(on: str, *papers: Paper, **applying: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "applying": Applying(**applying),  # type: ignore[arg-type]
        "given": papers,
    }


_BASIC = (Paper.APPLICATION, Paper.TITLE_COPY, Paper.IDENTITY)

RULE = Rule(
    "FILING_MATERIALS",
    BASIS,
    Days(date(1998, 7, 18)),
    filing_materials,
    (
        Example(_given("2018-11-01", *_BASIC), {"missing": []}),
        Example(
            _given("2018-11-01", Paper.ORAL_RECORD, Paper.TITLE_COPY, Paper.IDENTITY),
            {"missing": []},
            note="口头申请记入笔录 oral, on record",
        ),
        Example(
            _given("2018-10-01", *_BASIC, source=TitleSource.NOTARY),
            {"missing": ["ENFORCEMENT_CERTIFICATE"]},
        ),
        Example(_given("2018-09-30", *_BASIC, source=TitleSource.NOTARY), {"missing": []}),
        Example(
            _given("2018-11-01", *_BASIC, has_agent=True, agent_disposes=True),
            {"missing": ["AUTHORITY", "SPECIAL_AUTHORITY"]},
        ),
        Example(
            _given("2018-11-01", *_BASIC, source=TitleSource.ARBITRATION, is_organisation=True),
            {"missing": ["REPRESENTATIVE", "ARBITRATION_AGREEMENT"]},
        ),
        Example(
            _given("2018-11-01", *_BASIC, is_successor=True, at_place_of_property=True),
            {"missing": ["SUCCESSION", "PROPERTY_PROOF"]},
        ),
        Example(_given("2018-11-01", *_BASIC, agent_disposes=True), refusal="NO_AGENT"),
    ),
    "申请执行应交材料",
    "Papers for an application",
    covers=("R-FILE-MATERIALS",),
)
