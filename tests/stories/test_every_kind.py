"""Every kind of the open profile, each with a world of its own, asked over HTTPS by one order.

One program plays them all; the platform is served over TLS. What each knows is invented from a
seed, and is read into the docket kind by kind.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from django.test import override_settings

from simulators.open.world import SHELVES, invent_records, invent_world
from tests.stories.test_open_institutions import PATIENCE_SECONDS, make_certificate, requests
from tests.support.banks import DEBTOR, QUEUES, seek
from tests.support.open_ones import new_key, register
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import QueryOrder
from zhixing.inquiry.states import State
from zhixing.inquiry.wire.openjson.reading import read_message
from zhixing.institutions.abilities import OPEN_PROFILE, ability_of, list_abilities
from zhixing.institutions.kinds import InstitutionKind, PropertyKind
from zhixing.platform.jobs.drain import drain

KINDS = tuple(InstitutionKind(kind) for kind in SHELVES)
SEED = "7"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve the wire's addresses over TLS on a free port; gives the address and whom to trust."""
    from django.core.asgi import get_asgi_application

    certificate, key_file = make_certificate(tmp_path)
    with override_settings(ROOT_URLCONF="zhixing.inquiry.urls"):
        config = uvicorn.Config(
            get_asgi_application(),
            host="127.0.0.1",
            port=0,
            log_level="error",
            lifespan="off",
            ssl_certfile=str(certificate),
            ssl_keyfile=str(key_file),
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"https://127.0.0.1:{port}/wire/open/v1", certificate
        server.should_exit = True
        thread.join(timeout=10)


def test_every_kind_of_the_open_profile_has_a_shelf_with_what_it_can_report() -> None:
    wanted = {k for k, ability in list_abilities().items() if ability.profile == OPEN_PROFILE}
    assert wanted <= set(KINDS)
    for kind in KINDS:
        told = {r["kind"] for n in range(40) for r in invent_records(kind.value, SEED, f"{n:08d}")}
        able = {k.value for k in ability_of(kind).answers}
        assert told <= able, f"{kind} tells what it cannot report"
        assert told or not able


def test_the_same_seed_gives_the_same_world_and_no_two_people_own_one_thing() -> None:
    for kind in KINDS:
        world = invent_world(SEED, kind.value, 60)
        assert world == invent_world(SEED, kind.value, 60)
        assert world != invent_world("8", kind.value, 60)
        owned = Counter(r["identifier"] for p in world["persons"] for r in p["records"])
        assert max(owned.values()) == 1, kind
        records = [r for p in world["persons"] for r in p["records"]]
        feedback = {"requestNo": "1", "result": "FOUND", "records": records}
        decoded = read_message({"messageId": "m", "feedbacks": [feedback]})
        assert not decoded.problems, (kind, decoded.problems[:1])
    with pytest.raises(ValueError, match="NOBODY"):
        invent_records("NOBODY", SEED, "1")


def test_each_kind_answers_over_https_and_is_read_into_the_docket(
    served: tuple[str, Path], tmp_path: Path
) -> None:
    url, certificate = served
    sought, keys, told = seek(), {}, {}
    for place, kind in enumerate(KINDS, 1):
        key, short = new_key(seed=place), kind.value.lower()
        code = f"E{sought.court_no}{place:03d}"
        records = invent_records(kind.value, SEED, f"{sought.court_no:06d}{place:02d}")
        person = {"name": DEBTOR.name, "idNo": DEBTOR.number, "records": records}
        world = {"code": code, "kind": kind.value, "persons": [person]}
        (tmp_path / f"{short}-world.json").write_text(json.dumps(world))
        keys[short] = key.seed.hex()
        told[register(kind, key, code=code)] = records
    (tmp_path / "keys.json").write_text(json.dumps(keys))
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "各类", tuple(told))
    sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))
    command = [
        *(sys.executable, "-m", "simulators.open", "--town", ",".join(keys), "--url", url),
        *("--folder", str(tmp_path), "--keys", str(tmp_path / "keys.json")),
        *("--ca", str(certificate), "--interval", "0.5", "--retry-seconds", "0"),
    ]
    with (tmp_path / "town.log").open("ab") as log:
        town = subprocess.Popen(command, env={"PYTHONPATH": "src"}, stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while not sought.acts("QUERY_COMPLETED"):
            assert time.monotonic() < end, (tmp_path / "town.log").read_text()[-2000:]
            time.sleep(0.2)
            drain((*QUEUES, "outbox"))
    finally:
        town.kill()
        town.wait()

    (completed,) = sought.acts("QUERY_COMPLETED")
    sources = {
        s["institution"]: (s["outcome"], s["accounts"]) for s in completed.payload["sources"]
    }
    assert sources == {str(i): ("FOUND", len(records)) for i, records in told.items()}
    assert all(v.state is State.CLOSED for v in requests(sought))
    known = [r for records in told.values() for r in records]
    owned = Counter(r["kind"] for r in known if PropertyKind(r["kind"]).is_property)
    assert Counter(a.kind for a in sought.assets()) == owned, "what is known is no property"
    leading = {"ADDRESS", "EMPLOYMENT"}
    leads = [i for i, records in told.items() if leading & {r["kind"] for r in records}]
    assert len(leads) >= 1
    led = sorted(str(a.payload["institution"]) for a in sought.acts("LEAD_FOUND"))
    assert led == sorted(map(str, leads)), "where somebody is or works leads on"
    exempt = {r["identifier"][-4:] for r in known if r.get("exempt")}
    assert {a.identifier_tail for a in sought.assets() if a.is_exempt} == exempt


def test_a_stranger_is_known_for_the_share_that_was_asked_for(tmp_path: Path) -> None:
    from simulators.open.work import World

    def found(rate: float) -> list[int]:
        world = World("X1", "VEHICLE_REGISTRY", seed=SEED, generate_rate=rate)
        people = [{"name": "示例", "idNo": f"110101198001{n:06d}"} for n in range(100)]
        return [n for n, who in enumerate(people) if world.find(who)]

    assert found(0) == []
    assert len(found(1)) == 100
    some = found(0.3)
    assert 15 <= len(some) <= 45
    assert some == found(0.3), "the seed decides who"
