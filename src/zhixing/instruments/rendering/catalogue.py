"""The catalogue of instruments: every file in ``templates`` that holds a ``TEMPLATE``."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from zhixing.instruments import templates
from zhixing.instruments.rendering.template import AnyTemplate, InstrumentTemplate


@cache
def list_templates() -> tuple[AnyTemplate, ...]:
    """List every template, by code.

    :raises ValueError: a file without a template, or two with the same code.
    """
    found: dict[str, AnyTemplate] = {}
    for module in pkgutil.iter_modules(templates.__path__):
        if module.name.startswith("_"):
            continue
        template = getattr(import_module(f"{templates.__name__}.{module.name}"), "TEMPLATE", None)
        if not isinstance(template, InstrumentTemplate):
            raise ValueError(f"templates/{module.name}.py holds no TEMPLATE")
        if template.code in found:
            raise ValueError(f"two templates are called {template.code}")
        found[template.code] = template
    return tuple(found[code] for code in sorted(found))


def get_template(code: str) -> AnyTemplate:
    """Get the template with a code.

    :raises LookupError: none has it.
    """
    for template in list_templates():
        if template.code == code:
            return template
    raise LookupError(f"no instrument template has the code {code!r}")
