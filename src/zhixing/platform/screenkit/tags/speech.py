"""Words: ``say``, ``said``, ``zh_en`` and the switch between the languages."""

from __future__ import annotations

from django.http import HttpRequest
from django.template import Library
from django.template.context import Context
from django.utils.safestring import SafeString

from zhixing.platform.screenkit.language import PARAMETER
from zhixing.platform.screenkit.markup import filled, text_html
from zhixing.platform.screenkit.words import HTML_LANG, LANGUAGES, language, pick

register = Library()

_OWN_NAMES = {"zh": "中文", "en": "English"}  # one language


@register.simple_tag(name="say")
def say_tag(zh: str, en: str, **values: object) -> SafeString | str:
    """Print one of two texts: ``{% say "共{n}件" "{n} cases" n=total %}``."""
    return filled(zh, en, values)


@register.filter
def said(value: object) -> SafeString:
    """Print ``Words`` in the present language, and a bare text as the Chinese name it is."""
    return text_html(value)


@register.filter
def zh_en(thing: object, part: str = "") -> str:
    """Print what carries both languages: ``{{ finding|zh_en:"conclusion" }}``."""
    return pick(thing, part)


@register.simple_tag
def html_lang() -> str:
    """Give the ``lang`` of the page."""
    return HTML_LANG[language()]


@register.inclusion_tag("kit/parts/language_switch.html", takes_context=True)
def language_switch(context: Context) -> dict[str, object]:
    """Offer the other language at the address the reader stands on."""
    other = next(known for known in LANGUAGES if known != language())
    request = context.get("request")
    path, query = "", ""
    if isinstance(request, HttpRequest):
        asked = request.GET.copy()
        asked.pop(PARAMETER, None)
        path, query = request.path, asked.urlencode()
    url = f"{path}?{query}&{PARAMETER}={other}" if query else f"{path}?{PARAMETER}={other}"
    return {"url": url, "label": _OWN_NAMES[other], "lang": HTML_LANG[other]}
