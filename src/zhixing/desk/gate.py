"""Before the door: signing in and out, choosing a post, and the pages for what went wrong."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zhixing.courts import operations as courts
from zhixing.courts.capabilities import needs_code
from zhixing.courts.operations import SignedIn, SignInAttempt
from zhixing.courts.queries import find_session, get_court, list_capabilities, list_posts_at
from zhixing.courts.records import HeldPost, SessionView
from zhixing.kernel.clock import SystemClock
from zhixing.kernel.refusal import Refusal as HouseRefusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.screenkit.decisions import Refusal
from zhixing.platform.screenkit.shell import PostChoice, SignIn
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.cookies import forget_token, read_token, write_token
from zhixing.platform.web.headers import correlation_of

PLATFORM_NAME: Final = Words("知行 执行办案平台", "Zhixing enforcement platform")
CLOCK: Final = SystemClock()


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for account, password and, of those who approve, a one-time code."""
    if request.method != "POST":
        return _ask(request)
    login = request.POST.get("account", "").strip()[:150]
    attempt = SignInAttempt(
        login=login,
        password=request.POST.get("password", "")[:500],
        at=CLOCK.now(),
        address=str(request.META.get("REMOTE_ADDR", "")),
        code=request.POST.get("code", "").strip(),
        previous=read_token(request),
    )
    with open_scope(Scope.system()):
        entered = courts.sign_in(attempt)
    if isinstance(entered, HouseRefusal):
        return _ask(request, login, entered)
    return _enter(request, entered)


def _ask(
    request: HttpRequest, login: str = "", refusal: HouseRefusal | None = None
) -> HttpResponse:
    context = {
        "sign_in": SignIn(request.get_full_path(), PLATFORM_NAME, account=login),
        "refusal": refusal,
        "wants_code": refusal is not None and refusal.code.startswith("CODE_"),
        "next": _next_of(request),
    }
    return render(request, "desk/sign_in.html", context, status=422 if refusal else 200)


def choose_post(request: HttpRequest) -> HttpResponse:
    """Let a person with several posts say in which one they come, or change it."""
    token, now = read_token(request), CLOCK.now()
    with open_scope(Scope.system()):
        session = find_session(token, now) if token else None
        if session is None:
            return HttpResponseRedirect(reverse("desk:sign_in"))
        chosen = _chosen(request)
        if chosen is None:
            return _offer(request, session)
        code = request.POST.get("code", "").strip()
        address = str(request.META.get("REMOTE_ADDR", ""))
        entered = courts.choose_post(token, chosen, now, code=code, address=address)
        if isinstance(entered, HouseRefusal):
            words = Words(entered.message_zh, entered.message_en)
            return _offer(request, session, words, chosen)
    return _enter(request, entered)


def _chosen(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("post", ""))
    except ValueError:
        return None


def _offer(
    request: HttpRequest,
    session: SessionView,
    error: Text = NOTHING,
    chosen: UUID | None = None,
) -> HttpResponse:
    held = list_posts_at(session.person, CLOCK.now())
    current = chosen or (session.principal.post if session.principal else None)
    choices = [_choice(h, current, session) for h in held]
    page = SignIn(
        reverse("desk:choose_post"),
        PLATFORM_NAME,
        posts=choices,
        error=error,
        back_url=reverse("desk:sign_in"),
    )
    return render(request, "kit/sign_in.html", {"sign_in": page}, status=422 if error else 200)


def _choice(held: HeldPost, current: UUID | None, session: SessionView) -> PostChoice:
    post = held.post
    able = list_capabilities(post.court_no, post.kind, held.valid_from)
    return PostChoice(
        id=str(post.id),
        court=get_court(post.court_no).name,
        post=Words(post.title, post.title_en),
        is_selected=post.id == current,
        needs_code=session.code_given_at is None and needs_code(post.kind, able),
    )


def _enter(request: HttpRequest, entered: SignedIn) -> HttpResponse:
    rotate_token(request)
    has_post = entered.session.principal is not None
    url = _next_of(request) or reverse("desk:my_day")
    response = HttpResponseRedirect(url if has_post else reverse("desk:choose_post"))
    write_token(response, entered.token)
    return response


def _next_of(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure())
    return wanted if safe else ""


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and lead to the first page."""
    if request.method != "POST":
        return wrong_method(request, ("POST",))
    token = read_token(request)
    if token:
        with open_scope(Scope.system()):
            courts.sign_out(token, CLOCK.now())
    response = HttpResponseRedirect(reverse("desk:sign_in"))
    forget_token(response)
    return response


def _page(request: HttpRequest, status: int, refusal: Refusal, back: str = "/") -> HttpResponse:
    context = {"refusal": refusal, "back_url": back}
    return render(request, "kit/error.html", context, status=status)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer somebody whose session is over."""
    text = Words("登录已过期，所作操作未提交。", "Your session is over; nothing was sent.")
    remedy = Words("请重新登录后再试。", "Sign in and try again.")
    refusal = Refusal(text, "SESSION_OVER", remedy=remedy)
    return _page(request, 401, refusal, reverse("desk:sign_in"))


def wrong_method(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """Answer a request made in a way this address does not know."""
    text = Words("此地址不接受这种请求。", "This address does not take that kind of request.")
    response = _page(request, 405, Refusal(text, "METHOD_NOT_ALLOWED"))
    response.headers["Allow"] = ", ".join(methods)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer where nothing is, or nothing this court may see; which of the two is not told."""
    text = Words("没有这一页，或不在您的法院范围内。", "There is no such page within your courts.")
    remedy = Words("请核对地址，或用案号检索。", "Check the address, or search by case number.")
    return _page(request, 404, Refusal(text, "NOT_FOUND", remedy=remedy))


def refuse_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer where the post may not go."""
    text = Words("您现任岗位不能查看此页。", "Your post may not see this page.")
    return _page(request, 403, Refusal(text, "NOT_ALLOWED"))


def refuse_malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read."""
    text = Words("请求的格式有误。", "The request cannot be read.")
    return _page(request, 400, Refusal(text, "MALFORMED"))


def refuse_forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our own page, or from one left open too long."""
    text = Words("表单已失效，未作任何更改。", "The form is no longer valid; nothing was changed.")
    remedy = Words("请返回、刷新页面后重新提交。", "Go back, reload the page and send it again.")
    return _page(request, 403, Refusal(text, "FORM_EXPIRED", remedy=remedy))


def busy(request: HttpRequest) -> HttpResponse:
    """Answer where others held what was needed."""
    text = Words(
        "多人正在办理同一事项，未作任何更改。", "Others are at work here; nothing changed."
    )
    remedy = Words("请稍候重试。", "Try again in a moment.")
    return _page(request, 503, Refusal(text, "BUSY", remedy=remedy))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer where the fault is ours, with the number under which it is logged."""
    number = correlation_of(request)
    text = Words("服务器未能完成，未作任何更改。", "The server could not finish; nothing changed.")
    remedy = Words(
        "请重试；仍不成功时告知信息中心，编号：{n}",
        "Try again; if it persists give the help desk this number: {n}",
    ).filled(n=number)
    return _page(request, 500, Refusal(text, "BROKEN", remedy=remedy))
