"""``{% load kit %}``: all tags and filters of the screen kit."""

from __future__ import annotations

from django.template import Library

from zhixing.platform.screenkit.tags import acting, boards, casework, figures, lists, page, speech

register = Library()
for _part in (speech, figures, page, lists, acting, casework, boards):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
