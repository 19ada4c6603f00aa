"""Acting: form fields, error summaries, decisions with their consequence, refusals, imports."""

from __future__ import annotations

from collections.abc import Sequence

from django.forms import BaseForm, BoundField
from django.template import Library
from django.template.context import Context

from zhixing.platform.screenkit.casework import ImportReport
from zhixing.platform.screenkit.decisions import Decision, Refusal

register = Library()


@register.inclusion_tag("kit/parts/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Print a form field with label, help and errors tied to it; labels are ``Words``."""
    notes = (("help", bound.help_text), ("error", bound.errors))
    described = " ".join(f"{bound.auto_id}-{name}" for name, there in notes if there)
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    is_group = bound.use_fieldset
    is_choice = getattr(bound.field.widget, "input_type", "") in ("checkbox", "radio")
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attrs),
        "is_choice": is_choice and not is_group,
        "is_group": is_group,
    }


@register.inclusion_tag("kit/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """Print every error of a form above it, each leading to its field."""
    faults = [(bound, bound.errors) for bound in form if bound.errors]
    return {"form": form, "faults": faults, "general": form.non_field_errors()}


@register.inclusion_tag("kit/parts/decision.html", takes_context=True)
def decision(context: Context, item: Decision) -> dict[str, object]:
    """Print a button whose dialog says consequence and article before anything is sent."""
    return {"d": item, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("kit/parts/decision_bar.html", takes_context=True)
def decision_bar(context: Context, items: Sequence[Decision]) -> dict[str, object]:
    """Print several decisions side by side."""
    return {"items": items, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("kit/parts/decision_inline.html", takes_context=True)
def decision_inline(context: Context, item: Decision) -> dict[str, object]:
    """Print a decision with its consequence beside it: one key sends it."""
    return {"d": item, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("kit/parts/refusal.html")
def refusal(item: Refusal) -> dict[str, object]:
    """Print why a thing cannot be done, by which article, and what would make it possible."""
    return {"r": item}


@register.inclusion_tag("kit/parts/import_errors.html", takes_context=True)
def import_errors(context: Context, report: ImportReport) -> dict[str, object]:
    """Print what an import found: good and bad rows, each fault by row and field, the choice."""
    return {"report": report, "more": f"{report.more:,}", "csrf_token": context.get("csrf_token")}
