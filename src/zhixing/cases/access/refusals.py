"""The refusals of a party's link; none says whether there is a case, all say whom to ask."""

from __future__ import annotations

from zhixing.kernel.refusal import Refusal

ASK: tuple[str, str] = (
    "请联系向您发出链接的法院执行局。",
    "Ask the enforcement bureau of the court that sent you the link.",
)


class AccessRefused(Refusal):
    """Say why a link is not given or not taken back, or why it opens nothing."""


def unknown() -> AccessRefused:
    """Refuse a token that is not whole, not ours, or names no link."""
    return _of_link(
        "LINK_UNKNOWN",
        "链接不完整，或者不是本平台发出的。",
        "The link is not whole, or was not sent by this platform.",
    )


def expired() -> AccessRefused:
    """Refuse a link after its last day."""
    return _of_link("LINK_EXPIRED", "链接已经过了有效期。", "The link's last day has passed.")


def withdrawn() -> AccessRefused:
    """Refuse a link that was taken back, replaced, or whose holder's standing ended."""
    return _of_link("LINK_WITHDRAWN", "链接已经停用。", "The link is no longer in use.")


def locked() -> AccessRefused:
    """Refuse a link after too many wrong codes."""
    return _of_link(
        "LINK_LOCKED",
        "验证码多次输入错误，链接已经锁定。",
        "Too many wrong codes were entered: the link is locked.",
        (
            "为保护当事人，锁定的链接不能自动恢复。请联系向您发出链接的法院执行局，核实身份后重新提供。",
            "To protect its holder a locked link does not open again. Ask the enforcement bureau "
            "of the court that sent it for a new one; it will check who you are.",
        ),
    )


def wrong(left: int) -> AccessRefused:
    """Refuse a wrong code, and say how many tries are left."""
    tries = "1 try is" if left == 1 else f"{left} tries are"
    return AccessRefused(
        "CODE_WRONG",
        message_zh=f"验证码不正确，还可以再试{left}次。",
        message_en=f"That is not the code; {tries} left.",
        remedy_zh="请核对法院另行告知的八位数字；次数用完后链接将锁定。",
        remedy_en="Check the eight digits the court told you separately; then the link is locked.",
        field="code",
    )


def refuse(
    code: str, field: str, zh: str, en: str, remedy: tuple[str, str] = ("", "")
) -> AccessRefused:
    """Make a refusal of giving or taking back."""
    return AccessRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh=remedy[0],
        remedy_en=remedy[1],
        field=field,
    )


def _of_link(code: str, zh: str, en: str, remedy: tuple[str, str] = ASK) -> AccessRefused:
    return refuse(code, "token", zh, en, remedy)
