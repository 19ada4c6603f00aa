"""The registry's houses: read from a JSON file, or invented from a seed.

``{"houses": [{"unit", "location", "area"?, "use"?, "certificate"?, "pre_notice"?, "right"?
(``FDCQ``, or another class of right), "business_no"?, "owners":
[{"name", "id_no", "id_type"?, "share"?}], "mortgages"?: [{"holder", "secured"?, "until"?}],
"sealings"?: [{"authority", "document", "kind", "from", "until", "ref"}]}]}``.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

World = dict[str, Any]
_NAMES = "示例样本测试演练虚构假设模拟范式"


def load_world(path: Path) -> World:
    """Read a world file.

    :raises ValueError: not a world.
    """
    world = json.loads(path.read_text("utf-8"))
    if not isinstance(world, dict) or not isinstance(world.get("houses"), list):
        raise ValueError(f"{path} holds no houses")
    return world


def invent_world(seed: str, houses: int) -> World:
    """Invent houses with owners; the same seed gives the same world."""
    random = Random(f"houses:{seed}")
    return {"houses": [_house(random, n) for n in range(1, houses + 1)]}


def _house(random: Random, place: int) -> dict[str, Any]:
    house: dict[str, Any] = {
        "unit": f"{random.randint(100000, 999999)}000000GB00000F{place:08d}",
        "location": f"示例市示例路{place}号",
        "area": f"{random.randint(40, 180)}.{random.randint(0, 99):02d}",
        "use": random.choice(("住宅", "住宅", "住宅", "商业服务", "车库")),
        "certificate": f"示例（{random.randint(2005, 2020)}）不动产权第{place:07d}号",
        "owners": [_owner(random) for _ in range(random.choice((1, 1, 2)))],
    }
    if random.random() < 0.4:
        house["mortgages"] = [
            {"holder": "示例银行示例支行", "secured": str(random.randint(20, 200))}
        ]
    if random.random() < 0.2:
        house["sealings"] = [
            {
                "authority": "示例区人民法院",
                "document": f"（2017）示例0101执{place}号",
                "kind": "1",
                "from": "2017-03-01",
                "until": "2020-02-29",
                "ref": f"SLCF{place}",
            }
        ]
    return house


def _owner(random: Random) -> dict[str, str]:
    born = f"{random.randint(1955, 2000)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
    return {
        "name": "赵" + "".join(random.sample(_NAMES, 2)),
        "id_no": f"110101{born}{random.randint(1, 999):03d}X",
    }
