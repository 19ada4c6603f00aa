"""An institution tells of a change: news for the standing order, once, about its own requests only."""

from __future__ import annotations

from tests.support.banks import seek
from tests.support.open_ones import make_one
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.platform.jobs.drain import drain

CAR = {"kind": "VEHICLE", "identifier": "渝A00001", "name": "小型轿车"}


def tell(registry, key, number):
    body = {"messageId": key, "requestNo": number}
    status, told = registry.line.call("POST", "/notices", body)
    drain(("reactions", "inquiry"))
    return status, told.get("verdict", told)


def test_a_change_is_recorded_and_only_about_what_the_institution_answered(tmp_path):
    sought = seek()
    registry, other = make_one(tmp_path, K.VEHICLE_REGISTRY, CAR), make_one(tmp_path, K.POLICE)
    sought.query(registry)
    number = sought.requests()[-1].external_no
    assert tell(registry, "early", number) == (200, "UNKNOWN"), "not answered yet"
    registry.cycle()
    assert tell(other, "n0", number) == (200, "UNKNOWN")
    assert not sought.acts("CHANGE_NOTIFIED")
    assert tell(registry, "n1", number) == (200, "TAKEN")
    (act,) = sought.acts("CHANGE_NOTIFIED")
    assert act.payload["institution"] == str(registry.id)
    assert len(act.payload["evidence"]) == 64


def test_a_notice_without_its_number_is_refused(tmp_path):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    status, told = registry.line.call("POST", "/notices", {"messageId": "x"})
    assert (status, told["error"]["code"]) == (400, "NOTICE_UNREADABLE")
