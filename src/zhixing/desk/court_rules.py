"""Deeds on the court's own rules: node terms, policies, routes of approval, powers of posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms

from zhixing.cases.filing import boxes
from zhixing.courts import operations as courts
from zhixing.courts import queries
from zhixing.courts.capabilities import Capability
from zhixing.courts.duties import NAMES, RATIO
from zhixing.courts.kinds import Matter, PolicyCode, TeamRole
from zhixing.desk.court_deeds import RULES, CourtDeed, a_year_on, court_deed
from zhixing.desk.court_staff import KINDS, SINCE
from zhixing.desk.visit import Visit
from zhixing.desk.words import CAPABILITIES, MATTERS, POLICIES, node_word
from zhixing.funds.policies import ACCOUNT_AT_FILING, ACCOUNT_INTEREST, InterestTo
from zhixing.kernel.canonical import Json
from zhixing.law.policies import policy
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.words import Text, Words

UNITS: Final[list[tuple[str, Text]]] = [
    ("DAY", Words("日", "days")),
    ("WORKING_DAY", Words("个工作日", "working days")),
    ("MONTH", Words("个月", "months")),
]
TERMS: Final[dict[str, Text]] = {
    policy.NATIONAL_QUERY: node_word(policy.NATIONAL_QUERY),
    policy.LOCAL_QUERY: node_word(policy.LOCAL_QUERY),
    policy.PROPERTY_REPORT_ORDER: node_word(policy.PROPERTY_REPORT_ORDER),
    policy.FOUR_CHECKS_TWO_REPORTS: node_word(policy.FOUR_CHECKS_TWO_REPORTS),
    policy.CONTROL_ALERT: Words("控制到期前提醒", "Alert before a control expires"),
    policy.PAY_OUT: Words("案款发放", "Pay out money received"),
}
SWITCHES: Final[dict[str, Text]] = {
    policy.SHIELDING: Words("可以暂停公布失信信息（屏蔽）", "Publication may be paused"),
    policy.RELIST_ON_DEFAULT: Words("违约即建议重新纳入", "Listing again is proposed on default"),
}
MOST_TERM: Final = 365
UNIT: Final = Words("{n}：单位", "{n}: unit")
OPTIONAL: Final = Words("不填即不施行", "empty: not adopted")


class Dated(forms.Form):
    """On what basis, from when, and when it is looked at again."""

    legal_basis = boxes.words(Words("依据和理由", "Basis and reason"))
    valid_from = boxes.day(SINCE)
    review_on = boxes.day(Words("复核日", "To be reviewed on"))


class Adopting(CourtDeed):
    """Adopt a policy of the court: subclass with its code, its form and its value."""

    group = RULES
    code: str

    def initial(self, visit: Visit) -> dict[str, Any]:
        """Give what the form shows first."""
        return {"valid_from": visit.on, "review_on": a_year_on(visit.on)}

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        return self.form(data, initial=self.initial(visit))

    def value(self, visit: Visit, given: Mapping[str, Any]) -> dict[str, Json]:
        """Give the policy's value."""
        raise NotImplementedError

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        new = courts.NewPolicy(
            visit.by.court_no,
            self.code,
            given["legal_basis"],
            given["valid_from"],
            given["review_on"],
            self.value(visit, given),
        )
        courts.adopt_policy(new, by=visit.by)
        done = Words("自{d}起施行。", "It holds from {d}.")
        return done.filled(d=given["valid_from"].isoformat())


@court_deed
class LocalRules(Adopting):
    """Lay down the court's own terms for nodes, all of them anew from a day."""

    key = "local-rules"
    label = Words("修订本院节点规定", "Revise the local rules")
    form = Dated
    code = PolicyCode.LOCAL_RULES

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "自施行日起代替现行的一套规定；此前立案的案件适用其立案日施行的规定。法定期限不受影响。",
            "From its day it takes the place of the present set; cases filed before keep the rules "
            "of their day. What the law itself lays down is not touched.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        present = _present(visit.by.court_no, visit.on)
        usual = {f"{policy.FOUR_CHECKS_TWO_REPORTS}_unit": "MONTH"}
        shown = {**self.initial(visit), **usual, **_shown(present)}
        form = Dated(data, initial=shown)
        ours: dict[str, Any] = {}
        for code, name in TERMS.items():
            ours[code] = _amount(name)
            ours[f"{code}_unit"] = boxes.choice(UNIT.filled(n=name), UNITS)
        ours["contents_zh"] = boxes.words(
            Words("四查两报的内容，每行一项", "What the checks and reports are, one a line"),
            required=False,
        )
        ours["contents_en"] = boxes.words(
            Words("四查两报的内容（英文）", "The same in English, one a line"), required=False
        )
        for code, name in SWITCHES.items():
            ours[code] = boxes.tick(name)
        form.fields.update(ours)
        form.order_fields([*ours, "legal_basis", "valid_from", "review_on"])
        return form

    def value(self, visit: Visit, given: Mapping[str, Any]) -> dict[str, Json]:
        rules: list[Json] = []
        for code in TERMS:
            if not given[code]:
                continue
            rule: dict[str, Json] = {
                "code": code,
                "amount": given[code],
                "unit": given[f"{code}_unit"],
            }
            if code == policy.FOUR_CHECKS_TWO_REPORTS:
                rule |= {n: _lines(given[n]) for n in ("contents_zh", "contents_en")}
            rules.append(rule)
        rules += [{"code": code} for code in SWITCHES if given[code]]
        return {"rules": rules}


def _amount(name: Text) -> forms.IntegerField:
    box = boxes.whole(name, 1, MOST_TERM)
    help_text: Any = OPTIONAL
    box.required, box.help_text = False, help_text
    return box


def _lines(text: str) -> list[Json]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _present(court_no: int, on: date) -> list[Mapping[str, Any]]:
    found = queries.find_policy(court_no, PolicyCode.LOCAL_RULES, on)
    rules: Any = found.value.get("rules", []) if found is not None else []
    return [rule for rule in rules if isinstance(rule, Mapping)]


def _shown(rules: list[Mapping[str, Any]]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for rule in rules:
        code = str(rule.get("code"))
        if code in SWITCHES:
            shown[code] = True
        shown |= {code: rule.get("amount"), f"{code}_unit": rule.get("unit", "DAY")}
        for name in ("contents_zh", "contents_en"):
            if rule.get(name):
                shown[name] = "\n".join(map(str, rule[name]))
    return {k: v for k, v in shown.items() if v is not None and v != 0}


class LookOutForm(Dated):
    """How long a look-out may run until it is looked at again."""

    review_days = boxes.whole(
        Words("复核期限最长（日）", "Longest time to a review (days)"), 1, 720
    )


@court_deed
class AdoptLookOut(Adopting):
    """Adopt the policy without which look-outs are off."""

    key = "policy-look-out"
    label = Words("施行布控制度", "Adopt the policy on look-outs")
    form = LookOutForm
    code = PolicyCode.LOOK_OUT

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "此前该功能关闭；施行后仍须逐案审批，到复核日须复核。",
            "Until then look-outs are off; each one still needs its approval and its review.",
        )

    def value(self, visit: Visit, given: Mapping[str, Any]) -> dict[str, Json]:
        return {"review_days": given["review_days"]}


class AccountsForm(Dated):
    """What the bank's numbers begin with."""

    prefix = boxes.text(Words("账号前缀", "Prefix of the numbers"), most=8, initial="8")  # type: ignore[assignment] # Django takes fields off the class


@court_deed
class AdoptAccounts(Adopting):
    """Adopt that every case has its account from its filing."""

    key = "policy-accounts"
    label = Words("施行立案即开案款专户", "Open accounts at filing")
    form = AccountsForm
    code = ACCOUNT_AT_FILING
    fields = {"value.prefix": "prefix"}

    def value(self, visit: Visit, given: Mapping[str, Any]) -> dict[str, Json]:
        return {"prefix": given["prefix"]}


class InterestForm(Dated):
    """Whose the bank's interest is."""

    to = boxes.choice(
        Words("结息归属", "Interest goes to"),
        [
            (InterestTo.CASE.value, Words("本案", "the case")),
            (InterestTo.TREASURY.value, Words("国库", "the treasury")),
        ],
    )


@court_deed
class AdoptInterest(Adopting):
    """Adopt whose the bank's interest on case accounts is."""

    key = "policy-interest"
    label = Words("施行案款专户结息制度", "Say whose bank interest is")
    form = InterestForm
    code = ACCOUNT_INTEREST

    def value(self, visit: Visit, given: Mapping[str, Any]) -> dict[str, Json]:
        return {"to": given["to"]}


@court_deed
class AdoptRatio(Adopting):
    """Adopt another proportion of a team than 1:3:2:1."""

    key = "policy-team-ratio"
    label = Words("施行团队配比", "Adopt a team's proportion")
    form = Dated
    code = PolicyCode.TEAM_RATIO

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        usual = {r.value: n for r, n in RATIO.items()}
        form = Dated(data, initial={**self.initial(visit), **usual})
        for role in TeamRole:
            form.fields[role.value] = boxes.whole(Words(*NAMES[role]), 0, 20)
        form.order_fields([r.value for r in TeamRole])
        return form

    def value(self, visit: Visit, given: Mapping[str, Any]) -> dict[str, Json]:
        return {r.value: given[r.value] for r in TeamRole}


class EndPolicyForm(forms.Form):
    """Which policy ends, and when."""

    code = boxes.choice(Words("现行规定", "Policy in force"), [])
    on = boxes.day(Words("自何日起不再施行", "First day it no longer holds"))


@court_deed
class EndPolicy(CourtDeed):
    """End a policy of the court."""

    key = "end-policy"
    label = Words("终止本院规定", "End a policy")
    group = RULES
    form = EndPolicyForm

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = EndPolicyForm(data, initial={"on": visit.on})
        held = queries.list_policies(visit.by.court_no, visit.on)
        boxes.offer(form, "code", [(p.code, POLICIES.get(p.code, p.code)) for p in held])
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        courts.end_policy(visit.by.court_no, given["code"], given["on"], by=visit.by)
        return Words("已终止。", "The policy ends.")


class RouteForm(forms.Form):
    """Who approves a matter, in order."""

    matter = boxes.choice(Words("审批事项", "Matter"), [(m.value, MATTERS[m]) for m in Matter
                                                    if m in MATTERS])  # fmt: skip
    first = boxes.choice(Words("第一步", "First"), KINDS)
    second = boxes.choice(Words("第二步", "Second"), KINDS, required=False)
    third = boxes.choice(Words("第三步", "Third"), KINDS, required=False)
    legal_basis = boxes.words(Words("依据和理由", "Basis and reason"))
    valid_from = boxes.day(SINCE)


@court_deed
class LayDownRoute(CourtDeed):
    """Lay down who approves a matter."""

    key = "approval-route"
    label = Words("规定审批流程", "Lay down a route of approval")
    group = RULES
    form = RouteForm
    fields = {"steps": "first"}

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "自该日起提请的事项按此审批；已提请的仍按原流程。",
            "Matters put up from that day take this route; those under way keep theirs.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        return RouteForm(data, initial={"valid_from": visit.on})

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        steps = [PostKind(given[n]) for n in ("first", "second", "third") if given[n]]
        courts.lay_down_route(
            visit.by.court_no,
            given["matter"],
            steps,
            given["valid_from"],
            legal_basis=given["legal_basis"],
            by=visit.by,
        )
        return Words("已规定审批流程。", "The route is laid down.")


class GrantForm(forms.Form):
    """Which power a kind of post gains or loses."""

    kind = boxes.choice(Words("岗位类别", "Kind of post"), KINDS)
    capability = boxes.choice(
        Words("权限", "Power"), [(c.value, CAPABILITIES[c]) for c in Capability]
    )
    granted = boxes.choice(
        Words("决定", "Decision"),
        [("yes", Words("授予", "grant")), ("no", Words("收回", "withdraw"))],
    )
    post = boxes.choice(Words("仅限某一岗位", "Only for one post"), [], required=False)
    legal_basis = boxes.words(Words("依据和理由", "Basis and reason"))
    valid_from = boxes.day(SINCE)


@court_deed
class Grant(CourtDeed):
    """Grant or withdraw a power."""

    key = "grant-capability"
    label = Words("授予或者收回权限", "Grant or withdraw a power")
    group = RULES
    form = GrantForm

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = GrantForm(data, initial={"valid_from": visit.on})
        every = ("", Words("该类全部岗位", "all posts of the kind"))
        title = Words("{t}（{n}）", "{t} ({n})")
        held = queries.list_held_posts(visit.by.court_no, visit.on)
        named = [
            (
                str(h.post.id),
                title.filled(t=Words(h.post.title, h.post.title_en), n=h.person.name),
            )
            for h in held
        ]
        boxes.offer(form, "post", [every, *named])
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        post = UUID(given["post"]) if given["post"] else None
        new = courts.NewGrant(
            visit.by.court_no,
            given["capability"],
            given["granted"] == "yes",
            given["valid_from"],
            None if post else PostKind(given["kind"]),
            post,
            given["legal_basis"],
        )
        courts.grant_capability(new, by=visit.by)
        return Words("已记录权限的变更。", "The change is recorded.")
