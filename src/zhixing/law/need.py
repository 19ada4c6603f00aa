"""What a step of enforcement needs: conditions in words, tested one by one or all at once.

``insist`` refuses at the first condition that does not hold; ``test`` names every one.
A condition is worded as what must be so; its remedy says what would make it so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Citation
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Reasons


@dataclass(frozen=True, slots=True)
class Need:
    """Hold one condition: its code, what must be so, its remedy and its article.

    ``field`` names the input that answers it, where one does.
    """

    code: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    basis: tuple[str, str] | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Hold one condition that does not hold, and what would make it hold."""

    code: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


def article(need: Need, on: date) -> Citation | None:
    """Cite the article of a condition as it stood on a day; None if no text had it."""
    return find_citation(*need.basis, on=on) if need.basis else None


def insist(
    why: Reasons, refusal: type[Refusal], needs: Iterable[tuple[bool, Need]], act_zh: str, act: str
) -> None:
    """Refuse at the first condition that does not hold; record each that does.

    :raises Refusal: of the kind given, with the condition's code, article and remedy.
    """
    for holds, need in needs:
        basis = article(need, why.on)
        if not holds:
            raise refusal(
                need.code,
                message_zh=f"{act_zh}：须{need.zh}。",
                message_en=f"{act}: it must be that {need.en}.",
                basis=basis,
                remedy_zh=f"补正办法：{need.remedy_zh}。",
                remedy_en=f"To do: {need.remedy_en}.",
                field=need.field,
            )
        why.step(f"{need.zh}：是。", f"That {need.en}: yes.", basis, value=True)


def test(why: Reasons, needs: Iterable[tuple[bool, Need]]) -> tuple[Missing, ...]:
    """Test every condition, record each answer, and give all that do not hold."""
    failed: list[Missing] = []
    for holds, need in needs:
        why.step(
            f"{need.zh}：{'是' if holds else '否'}。",
            f"That {need.en}: {'yes' if holds else 'no'}.",
            article(need, why.on),
            value=holds,
        )
        if not holds:
            failed.append(Missing(need.code, need.zh, need.en, need.remedy_zh, need.remedy_en))
    return tuple(failed)
