"""Orders a query: one act, one request to each institution about each party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Role
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.cases.permissions import law_facts, require_step
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.funds.ledger import check_repeat
from zhixing.inquiry import acts, documents, messages, models, numbering
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.counter.opening import open_window_tasks
from zhixing.inquiry.documents import Occasion
from zhixing.inquiry.occasion import court_of, occasion_of
from zhixing.inquiry.policies import read_subjects
from zhixing.inquiry.pushing import push_issued
from zhixing.inquiry.states import State
from zhixing.inquiry.values import InquiryRefused, QueryOrder, refuse
from zhixing.inquiry.wire.model import AssistanceRequest, Channel, Kind, Subject
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions import queries as institutions
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType, Debtor
from zhixing.parties import queries as parties
from zhixing.parties.values import PurposeCode
from zhixing.platform.principal import Principal

LIABLE = (Role.DEBTOR, Role.GUARANTOR)


def order_query(order: QueryOrder, on: date, *, by: Principal) -> UUID:
    """Ask institutions what the debtors have, and record that they were asked; gives the batch.

    A repeat under the same key gives the first order. A person whose name or number the
    wire cannot carry is held back from the wire and shows among the dead letters.

    :raises SameKeyOtherBody: the key stands for another order.
    :raises StepRefused: a party is no debtor, has no number, or the case is not open.
    :raises InquiryRefused: nobody to ask, an institution that is not on the wire, or no two
        officers with cards that hold.
    """
    require(by, Capability.ORDER_QUERY)
    return order_for_reasons(order, on, (), by=by)


def order_for_reasons(
    order: QueryOrder, on: date, reasons: tuple[Finding[Any], ...], *, by: Principal
) -> UUID:
    """Ask as ``order_query``, the act carrying the reasons for asking these institutions now."""
    require(by, Capability.ORDER_QUERY)
    lock_case(order.case, by)
    known = models.Batch.objects.filter(court_no=by.court_no, key=order.key).first()
    if known is not None:
        check_repeat(order.key, known.body_hash, order.body_hash)
        return known.id
    facts = cases.facts_now(by.court_no, order.case)
    findings = (*permissions(facts, order.parties, on), *reasons)
    asked = Asking(on, by).whom(order)
    occasion = occasion_of(order.case, facts, on, by=by)
    batch = models.Batch.objects.create(
        id=new_id(),
        court_no=by.court_no,
        case_id=order.case,
        key=order.key,
        body_hash=order.body_hash,
        tiers=sorted({i.tier.value for i in asked}),
        ordered_on=on,
    )
    writing = _Writing(order, batch.id, occasion, wire_instant())
    subjects = read_subjects(order.case, order.parties, PurposeCode.QUERY, at=occasion.at, by=by)
    rows = [row for institution in asked for row in writing.rows(institution, subjects)]
    models.Request.objects.bulk_create(rows)
    push_issued(rows, asked)
    payload = acts.QueryOrdered(
        batch.id, tuple(batch.tiers), tuple(i.id for i in asked), order.parties, len(rows)
    )
    append(NewAct(order.case, payload, on, findings=findings, correlation=batch.id), by=by)
    open_window_tasks(rows, asked, on, by=by)
    return batch.id


def permissions(
    facts: Facts,
    asked: Sequence[UUID],
    on: date,
    indexes: Mapping[UUID, tuple[str, ...]] | None = None,
) -> Iterable[Finding[Permission]]:
    """Ask the law whether each of these parties may be asked about, by their own numbers.

    ``indexes`` are those of the numbers, where they were looked up before.

    :raises StepRefused: one may not.
    """
    standings = facts.of(Standings)
    liable = {party for role in LIABLE for party in standings.of_role(role)}
    if indexes is None:
        indexes = parties.list_number_indexes(asked)
    stood = law_facts(facts, on, with_debt=False)
    if not asked:
        raise refuse(
            "NOBODY_TO_ASK_ABOUT",
            "请选择要查询的被执行人。",
            "Choose the debtors to ask about.",
            field="parties",
        )
    for party in asked:
        debtor = Debtor(party in liable, identified_by_number=bool(indexes.get(party)))
        step = replace(stood, debtor=debtor)
        yield require_step(ActType.QUERY_PROPERTY, step, on)


@dataclass(slots=True)
class Asking:
    """Choose whom orders of a court ask on a day; institutions are looked up once."""

    on: date
    by: Principal
    known: dict[Tier | None, Sequence[InstitutionView]] = field(default_factory=dict)

    def whom(self, order: QueryOrder) -> list[InstitutionView]:
        """Give the institutions an order asks.

        :raises InquiryRefused: nobody, or one that is not on the wire.
        """
        if order.tier not in self.known:
            province = courts.get_court(self.by.court_no).province
            self.known[order.tier] = institutions.list_institutions(
                self.on, tier=order.tier, capability=WireCapability.QUERY, province=province
            )
        return _chosen(order, self.known[order.tier], self.by)


def _chosen(
    order: QueryOrder, answering: Sequence[InstitutionView], by: Principal
) -> list[InstitutionView]:
    if order.institutions is None:
        found = [i for i in answering if messages.is_on_a_wire(i)]
    else:
        wanted = set(order.institutions)
        found = [i for i in answering if i.id in wanted]
        for missing in wanted - {i.id for i in found if messages.find_wire(i) is not None}:
            raise _not_asked(institutions.get_institution(missing), by)
    if not found:
        raise refuse(
            "NOBODY_TO_ASK",
            "没有可查询的协助单位。",
            "There is no institution to ask.",
            field="institutions",
            remedy=("请先登记协助单位。", "Register institutions first."),
        )
    return found


def _not_asked(one: InstitutionView, by: Principal) -> InquiryRefused:
    """Say why an institution that was named cannot be asked by this court over a wire."""
    province = courts.get_court(by.court_no).province
    if one.tier is Tier.LOCAL and province and one.province != province:
        return refuse(
            "OTHER_PROVINCE",
            f"“{one.name}”是{one.province}的点对点单位，本院在{province}，不能经网络向其查询。",
            f"{one.name} is a local institution of {one.province}; this court is in {province}"
            " and has no wire to it.",
            field="institutions",
            remedy=(
                "请查询本省单位或者全国性单位，或者以书面协助通知查询、委托当地法院。",
                "Ask one of this province or a national one, or ask by letter or through a court"
                " of that province.",
            ),
        )
    return refuse(
        "NOT_ON_THE_WIRE",
        f"“{one.name}”当日不经网络办理查询。",
        f"{one.name} answers no queries over the wire on that day.",
        field="institutions",
        remedy=("请以书面协助通知查询。", "Ask by letter."),
    )


def _notice(institution: InstitutionView) -> tuple[str, str]:
    """Give the template and the name of the notice by which an institution is asked."""
    code = "ESTATE_QUERY_ASSISTANCE" if is_registry(institution) else "QUERY_ASSISTANCE"
    return code, documents.name_of(code)


def is_registry(institution: InstitutionView) -> bool:
    """Say whether an institution is asked about real estate."""
    return (
        get_profile(institution.profile).channel is Channel.REG_SOAP
        or institution.kind is InstitutionKind.REAL_ESTATE_REGISTRY
    )


@dataclass(frozen=True, slots=True)
class _Writing:
    """Write the requests of one order."""

    order: QueryOrder
    batch: UUID
    occasion: Occasion
    at: datetime

    def rows(
        self, institution: InstitutionView, subjects: dict[UUID, Subject]
    ) -> list[models.Request]:
        """Write an institution's requests, which share one set of documents."""
        kinds = parties.list_parties(subjects)
        named = [(s, documents.ID_WORDS[kinds[p].id_kind]) for p, s in subjects.items()]
        papers = documents.query_papers(
            self.occasion, institution.name, named, template=_notice(institution)[0]
        )
        writs = documents.make_writs(self.occasion, papers)
        files = messages.store_writs(self.occasion.court_no, writs)
        numbers = numbering.next_numbers(
            self.occasion.court_no,
            self.occasion.on,
            len(subjects) + 1,
            get_profile(institution.profile).max_request_no_bytes,
        )
        return [
            self._row(
                institution,
                party,
                self._message(institution, subject, number, numbers[0]),
                writs,
                files,
            )
            for (party, subject), number in zip(subjects.items(), numbers[1:], strict=True)
        ]

    def _message(
        self, institution: InstitutionView, subject: Subject, number: str, writ_set: str
    ) -> AssistanceRequest:
        profile = get_profile(institution.profile)
        return AssistanceRequest(
            profile.channel,
            institution.code,
            Kind.QUERY,
            number,
            self.occasion.number,
            court_of(self.occasion.court_no),
            self.occasion.officers,
            subject,
            writ_set_no=writ_set,
            notice_title=f"{self.occasion.number}{_notice(institution)[1]}",
            ledger_period=self.order.ledger,
        )

    def _row(
        self,
        institution: InstitutionView,
        party: UUID,
        message: AssistanceRequest,
        writs: Sequence[Any],
        files: list[Any],
    ) -> models.Request:
        obstacles = messages.obstacles_to(message, writs, institution, self.occasion.court_no)
        row_id = new_id()
        return models.Request(
            id=row_id,
            court_no=self.occasion.court_no,
            institution_id=institution.id,
            profile=institution.profile,
            kind=Kind.QUERY.value,
            external_no=message.external_no,
            writ_set_no=message.writ_set_no,
            case_id=self.order.case,
            party_id=party,
            batch_id=self.batch,
            state=(State.QUARANTINED if obstacles else State.ISSUED).value,
            body_sealed=messages.seal_message(row_id, message),
            files=files,
            issued_at=self.at,
            issued_on=self.occasion.on,
            due_on=messages.due_on(institution, self.occasion.on),
            **messages.reason_of(obstacles),
        )
