"""A case on the screen: answers, node line, docket, people, tasks."""

from __future__ import annotations

from collections.abc import Sequence

from django.template import Library
from django.template.context import Context

from zhixing.kernel.clock import legal_day
from zhixing.platform.screenkit.casework import Answer, DocketEntry, Node, Person, Task
from zhixing.platform.screenkit.words import Text

register = Library()


@register.inclusion_tag("kit/parts/answers.html")
def answers(items: Sequence[Answer]) -> dict[str, object]:
    """Print the questions a page answers without scrolling."""
    return {"items": items}


@register.inclusion_tag("kit/parts/node_line.html")
def node_line(nodes: Sequence[Node]) -> dict[str, object]:
    """Print the nodes of a case as a line, upright where there is no room."""
    return {"nodes": nodes}


@register.inclusion_tag("kit/parts/docket.html")
def docket(entries: Sequence[DocketEntry]) -> dict[str, object]:
    """Print acts of the docket, newest as given; late recordings say so."""
    shown = [(e, e.is_late or legal_day(e.recorded_at) != e.occurred_on) for e in entries]
    return {"entries": shown}


@register.inclusion_tag("kit/parts/person.html", takes_context=True)
def person(context: Context, item: Person) -> dict[str, object]:
    """Print a person with the number masked; revealing it asks the purpose and is logged."""
    return {"p": item, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("kit/parts/tasks.html", takes_context=True)
def tasks(context: Context, items: Sequence[Task], label: Text) -> dict[str, object]:
    """Print rows of work, each saying what to do and doing it in place."""
    return {"items": items, "label": label, "csrf_token": context.get("csrf_token")}
