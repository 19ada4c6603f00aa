"""A running case whose court's people can sign in, and deeds done as a browser does them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from tests.support.banks import QUEUES, Sought
from tests.support.bureau import PASSWORD, Bureau
from tests.support.filed import DAY, adopt_standard
from zhixing.cases.queries import list_acts
from zhixing.decisions.operations import give_opinion
from zhixing.decisions.queries import get_matter, list_matters
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind
from zhixing.platform.web.deeds import find_deed
from zhixing.scenarios.stage import Stage, raise_stage

HANDLER = 2
"""The first two judges' posts are the deputy directors'."""


def manned_stage(day: Any = DAY) -> Stage:
    """Raise a stage whose people have passwords, its clock on a day."""
    prefix = f"d{uuid4().hex[:10]}-"
    stage = raise_stage("M34", login_prefix=prefix, credentials=True, password=PASSWORD)
    stage.goto(day)
    adopt_standard(stage.court_no)
    return stage


@dataclass
class Desk:
    """Hold a case and the browsers of the people who work on it."""

    stage: Stage
    case: UUID
    _clients: dict[Any, Client] = field(default_factory=dict)

    @classmethod
    def of(cls, sought: Sought) -> Desk:
        return cls(sought.filed.stage, sought.filed.case)

    @property
    def court_no(self) -> int:
        return self.stage.court_no

    def client(self, kind: PostKind, number: int | None = None) -> Client:
        number = (HANDLER if kind is PostKind.JUDGE else 0) if number is None else number
        if (kind, number) not in self._clients:
            client = Client()
            client.cookies["zx_session"] = Bureau(self.stage.staff).token(kind, number)
            self._clients[kind, number] = client
        return self._clients[kind, number]

    def url(self, deed: str, of: UUID | None = None) -> str:
        url = reverse("desk:deed", args=[self.court_no, self.case, deed])
        return f"{url}?of={of}" if of is not None else url

    def page(self, kind: PostKind, tab: str, lang: str = "zh") -> str:
        client = self.client(kind)
        client.cookies["zx_language"] = lang
        url = reverse("desk:case_tab", args=[self.court_no, self.case, tab])
        text = html.unescape(client.get(url).content.decode())
        client.cookies["zx_language"] = "zh"
        return text

    def ask(
        self, kind: PostKind, deed: str, data: Any = None, of: UUID | None = None, lang: str = "zh"
    ) -> tuple[int, str]:
        """Send a form on to its preview and give status and page."""
        client = self.client(kind)
        client.cookies["zx_language"] = lang
        answer = client.post(self.url(deed, of), {**self.form(kind, deed, of), **(data or {})})
        client.cookies["zx_language"] = "zh"
        return answer.status_code, html.unescape(answer.content.decode())

    def form(self, kind: PostKind, deed: str, of: UUID | None = None) -> dict[str, str]:
        """Give what stands hidden in a form: the key that tells a repeat."""
        text = self.client(kind).get(self.url(deed, of)).content.decode()
        return dict(re.findall(r'<input type="hidden" name="(key)" value="([^"]+)"', text))

    def do(self, kind: PostKind, deed: str, data: Any = None, of: UUID | None = None) -> str:
        """Do a deed: look at its preview, confirm it, and give the page that follows."""
        client, url = self.client(kind), self.url(deed, of)
        data = {**self.form(kind, deed, of), **(data or {})}
        found = find_deed(deed)
        assert found is not None and found.previews, deed
        before = self.acts()
        preview = client.post(url, {**data, "step": "preview"})
        text = preview.content.decode()
        assert preview.status_code == 200, (deed, visible(text))
        assert "将要发生的事" in text, deed
        assert self.acts() == before, f"the preview of {deed} keeps nothing"
        seen = re.search(r'name="seen" value="(\d+)"', text)
        assert seen is not None
        done = client.post(url, {**data, "seen": seen[1], "step": "confirm"})
        assert done.status_code == 302, (deed, visible(done.content.decode()))
        drain(QUEUES)
        page = client.get(done.headers["Location"]).content.decode()
        assert ("刚刚记入卷宗" in page) == (len(self.acts()) > len(before)), deed
        return html.unescape(page)

    def acts(self) -> list[str]:
        with self.reading():
            return [a.type for a in list_acts(self.court_no, self.case)]

    def reading(self) -> Any:
        return open_scope(Scope.of_court(self.court_no, self.court_no))

    def subject(self, kind: PostKind, deed: str, place: int = 0) -> UUID:
        """Give a thing the page of the case offers a deed on."""
        found = find_deed(deed)
        assert found is not None
        links: list[str] = []
        for tab in found.tabs:
            links += re.findall(rf"/do/{deed}/\?of=([0-9a-f-]+)", self.page(kind, tab))
        assert len(links) > place, f"{deed} is offered on nothing"
        return UUID(links[place])

    def approve(self, code: str) -> UUID:
        """Let everyone on the route of the latest open matter of a kind say yes."""
        with self.reading():
            matters = list_matters(self.court_no, self.case)
        matter = [m for m in matters if m.code == code and m.state == "OPEN"][-1].id
        while (kind := self._waiting(matter)) is not None:
            by = self.stage.who(kind)
            with open_scope(by.scope):
                give_opinion(matter, approve=True, text="同意。", on=self.stage.today, by=by)
            drain(QUEUES)
        return matter

    def _waiting(self, matter: UUID) -> PostKind | None:
        with self.reading():
            view = get_matter(self.court_no, matter)
        return PostKind(view.waiting_kind) if view.state == "OPEN" else None


def visible(text: str) -> str:
    """Give the words of a page's refusals and faults, for the message of a failed test."""
    found = re.findall(r'class="(?:refusal|faults)".*?</div>', text, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", html.unescape(" ".join(found))) or text[:500]
