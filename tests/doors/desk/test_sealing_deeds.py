"""A house is sealed, renewed and released from the property tab, as a browser does it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.doors.desk.test_deeds import _faults, _sought
from tests.support.registries import house, make_registry
from zhixing.platform.principal import PostKind as K

SEALED_BEFORE = {
    "authority": "示例区人民法院",
    "document": "（2017）示例0101执2号",
    "kind": "1",
    "from": "2017-03-02",
    "until": "2020-03-01",
    "ref": "SLCF9",
}


def test_a_house_is_sealed_renewed_and_released_from_the_property_tab(tmp_path: Path) -> None:
    registry = make_registry(tmp_path, house(sealings=(SEALED_BEFORE,)))
    sought, desk = _sought("50000.00")
    sought.query(registry)
    registry.cycle()
    of = desk.subject(K.JUDGE, "seal")

    form = desk.client(K.JUDGE).get(desk.url("seal", of)).content.decode()
    assert "示例路1号" in form and "示例区人民法院" in form and "第2顺位" in form
    assert "最长期限至" in form
    for place in re.findall(r'class="why" href="(/why/deed/[^"]+)"', form):
        panel = desk.client(K.JUDGE).get(place, headers={"HX-Request": "true"})
        assert panel.status_code == 200 and "why-conclusion" in panel.content.decode()
    _faults(desk, K.JUDGE, "seal", "value", of=of, value="一百")
    _faults(desk, K.JUDGE, "seal", "until", of=of, until="2021-03-05")
    desk.do(K.JUDGE, "seal", {"value": "40000", "is_only_home": "YES"}, of)
    assert "is being approved or carried out" in desk.page(K.JUDGE, "property", "en")
    desk.approve("SEALING")
    registry.cycle()
    assert "PROPERTY_SEALED" in desk.acts()
    desk.do(K.JUDGE, "renew-sealing", {}, desk.subject(K.JUDGE, "renew-sealing"))
    desk.approve("SEALING")
    registry.cycle()
    _faults(desk, K.JUDGE, "unseal", "reason", of=of, reason="")
    desk.do(K.JUDGE, "unseal", {"reason": "申请人撤回"}, of)
    desk.approve("RELEASE")
    registry.cycle()
    assert "SEALING_RELEASED" in desk.acts()
