"""Work done in place: approvals, cycles and their receipts, money matched, lists paged and exported."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.urls import reverse
from openpyxl import load_workbook

from tests.support.bureau import FILED_ON, TODAY, make_bureau
from zhixing.decisions.queries import get_matter
from zhixing.platform.principal import PostKind

ROOT = Path(__file__).parents[3]


def test_a_matter_is_approved_as_it_was_seen(bureau: Any, visitor: Any, living_case: Any) -> None:
    matter = bureau.put_up(living_case)
    client, url = visitor(PostKind.DIRECTOR), reverse("desk:matter", args=[matter])
    page = client.get(url).content.decode()
    assert "¥70,000.00" in page and "审查要点" in page and 'data-key="a"' in page
    with bureau.as_(PostKind.DIRECTOR):
        seen = get_matter(bureau.court_no, matter).payload_hash
    assert f'value="{seen}"' in page
    decide = reverse("desk:decide", args=[matter])
    changed = client.post(decide, {"verdict": "APPROVE", "seen_hash": "0" * 64})
    assert changed.status_code == 409 and "MATTER_CHANGED" in changed.content.decode()
    assert client.post(decide, {"verdict": "APPROVE", "seen_hash": seen}).status_code == 302
    again = client.post(decide, {"verdict": "APPROVE", "seen_hash": seen})
    assert again.status_code == 409 and "MATTER_DECIDED" in again.content.decode()
    with bureau.as_(PostKind.DIRECTOR):
        assert get_matter(bureau.court_no, matter).state == "APPROVED"


def test_a_return_needs_its_reason(bureau: Any, visitor: Any, living_case: Any) -> None:
    matter = bureau.put_up(living_case)
    client, decide = visitor(PostKind.DIRECTOR), reverse("desk:decide", args=[matter])
    bare = client.post(decide, {"verdict": "RETURN", "reason": ""})
    assert bare.status_code == 422 and "退回须写明理由" in bare.content.decode()
    assert client.post(decide, {"verdict": "RETURN", "reason": "金额有误"}).status_code == 302
    tab = client.get(reverse("desk:case_tab", args=[bureau.court_no, living_case, "matters"]))
    assert "已退回" in tab.content.decode()


def test_reasons_of_a_matter_open(bureau: Any, visitor: Any, living_case: Any) -> None:
    matter = bureau.put_up(living_case)
    client = visitor(PostKind.DIRECTOR)
    page = client.get(reverse("desk:matter", args=[matter])).content.decode()
    urls = {html.unescape(u) for u in re.findall(r'class="why" href="([^"]+)"', page)}
    assert urls and all(
        client.get(u, headers={"HX-Request": "true"}).status_code == 200 for u in urls
    )


def test_a_cycle_is_opened_run_and_its_receipt_verified_by_a_stranger(tmp_path: Path) -> None:
    bureau = make_bureau()
    bureau.drive(FILED_ON)
    cases = [bureau.file() for _ in range(3)]
    from django.test import Client

    client = Client()
    client.cookies["zx_session"] = bureau.token(PostKind.DIRECTOR)
    assert "开启轮次" in client.get(reverse("desk:assignment")).content.decode()
    assert client.post(reverse("desk:assignment_run"), {"pool": "ALL"}).status_code == 422
    assert client.post(reverse("desk:assignment_open"), {"pool": "ALL"}).status_code == 302
    assert client.post(reverse("desk:assignment_open"), {"pool": "ALL"}).status_code == 409
    run = client.post(reverse("desk:assignment_run"), {"pool": "ALL"})
    assert run.status_code == 200 and "3件" in run.content.decode()
    page = client.get(reverse("desk:case_tab", args=[bureau.court_no, cases[0], "responsibility"]))
    url = reverse("desk:receipt", args=[bureau.court_no, cases[0]])
    assert url in page.content.decode()
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(client.get(url).content)
    script = tmp_path / "verify_assignment.py"
    script.write_bytes(client.get(reverse("desk:verify_script")).content)
    good = subprocess.run([sys.executable, script, receipt], capture_output=True, check=False)
    assert good.returncode == 0, good.stdout + good.stderr
    body = json.loads(receipt.read_text())
    receipt.write_text(json.dumps({**body, "position": body["position"] + 1}))
    bad = subprocess.run([sys.executable, script, receipt], capture_output=True, check=False)
    assert bad.returncode != 0


def test_money_of_nobody_is_matched_from_my_day(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    receipt = bureau.receive_unknown("321.00", TODAY, "nobody-1")
    client, url = visitor(PostKind.ACCOUNTANT), reverse("desk:match", args=[receipt])
    assert "待认领款项" in client.get("/").content.decode()
    wrong = client.post(url, {"number": "（2018）渝0119执99999号", "reason": "付款附言"})
    assert wrong.status_code == 422 and "没有案号" in wrong.content.decode()
    number = bureau.case(living_case).number
    assert client.post(url, {"number": number, "reason": ""}).status_code == 422
    assert client.post(url, {"number": number, "reason": "付款附言注明案号"}).status_code == 302
    twice = client.post(url, {"number": number, "reason": "付款附言注明案号"})
    assert twice.status_code == 302, "the same match again changes nothing"


def test_the_list_pages_by_key_and_keeps_its_filters(
    bureau: Any, visitor: Any, monkeypatch: Any, living_case: Any
) -> None:
    from zhixing.desk.pages import cases

    for _ in range(5):
        bureau.file()
    monkeypatch.setattr(cases, "PAGE", 2)
    seen: list[str] = []
    url = "/cases/?state=open&order=claim"
    for _ in range(20):
        text = visitor(PostKind.JUDGE).get(url).content.decode()
        seen += re.findall(r'<tr id="row-([0-9a-f-]+)"', text)
        found = re.search(r'<a rel="next" href="([^"]+)"', text)
        if found is None:
            break
        url = html.unescape(found[1])
        assert "state=open" in url and "page=" not in url
    assert len(seen) == len(set(seen)) >= 6
    assert visitor(PostKind.JUDGE).get("/cases/?after=nonsense").status_code == 200


def test_the_list_is_exported_as_filtered(bureau: Any, visitor: Any, living_case: Any) -> None:
    number = bureau.case(living_case).number
    answer = visitor(PostKind.JUDGE).get(reverse("desk:cases_export"), {"number": number})
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert len(rows) == 2 and rows[1][0] == number and rows[0][0] == "案号"
    assert float(rows[1][7]) == 111_350.00


def test_the_board_leads_to_the_cases_behind_a_figure(
    visitor: Any, living_case: Any, bureau: Any
) -> None:
    client = visitor(PostKind.DIRECTOR)
    board = client.get(reverse("desk:board")).content.decode()
    urls = {
        html.unescape(u) for u in re.findall(r'href="(/board/[^"]+)"', board) if "lang" not in u
    }
    assert len(urls) >= 7
    for url in urls:
        assert client.get(url).status_code == 200, url
    filed = client.get(reverse("desk:counted"), {"figure": "FILED"}).content.decode()
    assert bureau.case(living_case).number in filed
    assert client.get(reverse("desk:counted"), {"figure": "NO_SUCH"}).status_code == 404
