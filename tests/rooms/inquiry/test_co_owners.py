"""Co-owners of a sealed house are told: notices drafted at once, a node until all are served."""

from __future__ import annotations

from tests.rooms.inquiry.test_sealing import found
from tests.support.banks import DEBTOR
from tests.support.filed import person
from tests.support.registries import house, seal
from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry.keeping.co_owners import CoOwners
from zhixing.inquiry.keeping.reactions import tell_co_owners
from zhixing.instruments import operations as instruments
from zhixing.instruments.queries import list_instruments
from zhixing.law.periods.service import Method
from zhixing.platform.jobs.reactions import News
from zhixing.platform.principal import PostKind as K

SERVED = (Method.POST, "EMS 回执")


def sealed_together(tmp_path, *names):
    owners = [(DEBTOR.name, DEBTOR.number, "")]
    owners += [(n, person(n, 31 + i).number, "") for i, n in enumerate(names)]
    sought, registry, (asset,) = found(tmp_path, house(owners=tuple(owners)))
    seal(sought, asset)
    registry.cycle()
    return sought, asset


def serve(sought, notice):
    day = sought.today
    sought.do(lambda by: instruments.issue_instrument(notice.instrument, day, by=by), K.CLERK)
    proof = instruments.Proof(notice.party, *(SERVED[0], day, SERVED[1]))
    sought.do(
        lambda by: instruments.serve_instrument(notice.instrument, proof, day, by=by), K.CLERK
    )


def node(sought):
    (subject,) = [s for s in sought.facts.of(Agenda).subjects if s.kind == "CO_OWNERS"]
    return subject


def test_each_co_owner_gets_a_notice_and_the_node_is_done_when_the_last_is_served(tmp_path):
    sought, asset = sealed_together(tmp_path, "示例戊", "示例己")
    (act,) = sought.acts("CO_OWNERS_FOUND")
    assert [f["rule"] for f in act.findings] == ["CO_OWNED"]
    assert "示例戊" not in str(act.payload), "the register's words about others stay sealed"
    (thing,) = sought.facts.of(CoOwners).things
    assert (thing.asset, len(thing.notices)) == (asset, 2)
    papers = {
        i.id: i for i in sought.read(lambda: list_instruments(sought.court_no, sought.filed.case))
    }
    told = {papers[n.instrument].data["co_owner"] for n in thing.notices}
    assert told == {"示例戊", "示例己"}
    assert node(sought).done_on is None
    serve(sought, thing.notices[0])
    assert node(sought).done_on is None, "one of two"
    serve(sought, thing.notices[1])
    assert node(sought).done_on == sought.today
    assert len(sought.acts("CO_OWNERS_TOLD")) == 1
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_the_same_news_again_drafts_nothing(tmp_path):
    sought, _ = sealed_together(tmp_path, "示例戊")
    (act,) = sought.acts("PROPERTY_SEALED")
    before = len(sought.acts())
    sought.read(lambda: tell_co_owners(News(sought.court_no, act.id, act.type)))
    assert len(sought.acts()) == before


def test_a_thing_of_the_debtor_alone_tells_nobody(tmp_path):
    sought, _ = sealed_together(tmp_path)
    assert sought.acts("CO_OWNERS_FOUND") == []
