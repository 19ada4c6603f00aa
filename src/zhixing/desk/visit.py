"""A visit: one signed-in person, in one post, asking for one page, at one instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from zhixing.desk import shell
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal
from zhixing.platform.screenkit.shell import AsOf
from zhixing.platform.screenkit.words import Text
from zhixing.platform.web.fragments import Ask
from zhixing.platform.web.refusals import shown, status_of


@dataclass(frozen=True, slots=True)
class Visit:
    """Carry a request with whose it is and the day it is at the court.

    ``at`` is the court's instant (a rehearsal court has its own clock), ``on`` its
    day of law; ``page`` names the page in the navigation.
    """

    request: HttpRequest
    by: Principal
    at: datetime
    on: date
    page: str = ""

    @property
    def ask(self) -> Ask:
        """Give what fragments are asked with."""
        return Ask(self.by, self.on, self.at)

    @property
    def is_part(self) -> bool:
        """Say whether the page asks for a part of itself."""
        return "HX-Request" in self.request.headers

    def under(self, page: str) -> Visit:
        """Give the visit as one of another page, for the navigation."""
        return replace(self, page=page)

    def render(
        self,
        template: str,
        context: Mapping[str, object] | None = None,
        *,
        status: int = 200,
        as_of: AsOf | None = None,
    ) -> HttpResponse:
        """Render a page inside its shell."""
        around = shell.around(self.by, self.on, page=self.page, as_of=as_of)
        filled = {"shell": around, "today": self.on, **(context or {})}
        return render(self.request, template, filled, status=status)

    def refuse(self, refusal: Refusal, *, back: str = "") -> HttpResponse:
        """Answer with a refusal on a page of its own, where no page could show it in place."""
        context = {"refusal": shown(refusal), "back_url": back}
        return self.render("desk/refused.html", context, status=status_of(refusal))

    def tell(self, text: Text) -> None:
        """Say something on the next page."""
        messages.success(self.request, str(text))

    def go(self, url: str) -> HttpResponse:
        """Lead on to another page after something was done."""
        return HttpResponseRedirect(url)


View = Callable[..., HttpResponse]
