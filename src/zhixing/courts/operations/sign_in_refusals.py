"""The refusals at the door; none tells a stranger whether a login exists."""

from __future__ import annotations

from datetime import datetime

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.refusal import Refusal


def failed() -> Refusal:
    """Refuse an unknown login, a wrong password and a blocked account alike."""
    return Refusal(
        "SIGN_IN_FAILED",
        message_zh="登录名或密码不正确。",
        message_en="The login or the password is not right.",
        remedy_zh="请核对后重试；连续失败将暂停登录。",
        remedy_en="Check both and try again; repeated failures lock the login for a while.",
    )


def locked(until: datetime) -> Refusal:
    """Refuse until the lock-out is over."""
    shown = until.astimezone(SHANGHAI).strftime("%H:%M")
    return Refusal(
        "SIGN_IN_LOCKED",
        message_zh="失败次数过多，登录已暂停。",
        message_en="Too many failures: signing in is locked for a while.",
        remedy_zh=f"请于{shown}之后重试。",
        remedy_en=f"Try again after {shown}.",
    )


def no_post() -> Refusal:
    """Refuse a person who holds no post, or not the one asked for."""
    return Refusal(
        "NO_POST",
        message_zh="您今日没有担任所选岗位。",
        message_en="You hold no such post today.",
        remedy_zh="请选择本人现任岗位，或联系本院登记任职。",
        remedy_en="Choose a post you hold, or ask your court to enter the appointment.",
        field="post",
    )


def code_required() -> Refusal:
    """Ask for a one-time code: whoever approves gives one."""
    return Refusal(
        "CODE_REQUIRED",
        message_zh="审批岗位须输入动态口令。",
        message_en="A post that approves asks for a one-time code.",
        remedy_zh="请输入身份验证器显示的六位数字；尚未绑定的，请联系本院绑定。",
        remedy_en="Enter the six digits your authenticator shows; have one enrolled if you must.",
        field="code",
    )


def code_refused() -> Refusal:
    """Refuse a wrong, late or used code, without telling which."""
    return Refusal(
        "CODE_REFUSED",
        message_zh="动态口令不正确、已过期或已使用。",
        message_en="The one-time code is wrong, too late or used.",
        remedy_zh="请等待下一组数字后重试。",
        remedy_en="Wait for the next code and try again.",
        field="code",
    )


def session_over() -> Refusal:
    """Refuse to go on in a session that has ended."""
    return Refusal(
        "SESSION_OVER",
        message_zh="登录已失效。",
        message_en="The session is over.",
        remedy_zh="请重新登录。",
        remedy_en="Sign in again.",
    )
