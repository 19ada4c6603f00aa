"""What the rules of query and search, and of a case's account, call their inputs and codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

INPUTS: Final[Mapping[str, tuple[str, str]]] = {
    "FULL_SET.purpose": ("查询目的", "Purpose of the query"),
    "FULL_SET.checks_kinds": ("四查尚缺的财产种类", "Kinds the checks still miss"),
    "QUERY_COVERAGE.purpose": ("查询目的", "Purpose of the query"),
    "QUERY_COVERAGE.kinds": ("各类财产的查询", "Queries by kind of property"),
    "QUERY_COVERAGE.checks_kinds": ("四查尚缺的财产种类", "Kinds the checks still miss"),
    "KindAsked.institutions": ("应问单位", "Institutions that answer for it"),
    "KindAsked.asked": ("已问单位", "Institutions asked"),
    "KindAsked.answered": ("已反馈单位", "Institutions that answered"),
    "CASE_ACCOUNT.opened_on": ("开立日", "Opened on"),
    "CASE_ACCOUNT.at_filing_since": ("立案即开户的规定自", "Opened at filing since"),
    "SEARCH_ORDER.tallies": ("各单位历次查询", "Earlier answers by institution"),
    "SEARCH_ORDER.prior": ("先验值", "Prior"),
    "SEARCH_ORDER.wave": ("每批单位数", "Institutions at once"),
    "SEARCH_ORDER.needed": ("债权和费用", "Claim and costs"),
    "SEARCH_ORDER.found": ("已查得财产", "Found so far"),
    "SEARCH_ORDER.foreign": ("未折算的外币", "Foreign money without a rate"),
    "Tally.institution": ("协助单位", "Institution"),
    "Tally.asked": ("已反馈的查询次数", "Requests answered"),
    "Tally.hits": ("查得次数", "Hits"),
    "Tally.worth": ("查得财产合计", "Worth found"),
    "Tally.cost": ("每次查询的成本", "Cost of a request"),
    "Tally.must_ask": ("规定必须查询", "Must be asked"),
    "Tally.is_answered": ("本案已反馈", "Answered in this case"),
    "Prior.asked": ("先验查询次数", "Requests assumed"),
    "Prior.hits": ("先验查得次数", "Hits assumed"),
    "Prior.worth": ("先验每次价值", "Worth of a hit assumed"),
    "REPEAT_QUERY.asked_on": ("上一轮查询日", "Last round on"),
    "REPEAT_QUERY.until": ("命令的最后一日", "Last day of the order"),
    "REPEAT_QUERY.costs": ("成本模型", "Model of costs"),
    "REPEAT_QUERY.arrivals": ("新出现财产次数", "Arrivals of property"),
    "REPEAT_QUERY.days": ("观察日数", "Days watched"),
    "REPEAT_QUERY.signal": ("线索", "News"),
    "REPEAT_QUERY.is_waiting": ("上一轮尚未全部反馈", "Last round not all answered"),
    "CostModel.round_cost": ("每轮成本", "Cost of a round"),
    "CostModel.worth": ("新出现财产的平均价值", "Mean worth of an arrival"),
    "CostModel.loss": ("每日流失（万分之）", "Loss a day, in 1 of 10,000"),
    "CostModel.prior_arrivals": ("先验出现次数", "Arrivals assumed"),
    "CostModel.prior_days": ("先验观察日数", "Days assumed"),
    "CostModel.shortest": ("最短间隔（日）", "Shortest interval, days"),
    "CostModel.longest": ("最长间隔（日）", "Longest interval, days"),
}
CODES: Final[Mapping[str, tuple[str, str]]] = {
    "SearchPurpose.ENFORCEMENT": ("执行中的查询", "in the course of enforcement"),
    "SearchPurpose.BEFORE_ENDING": ("为终结本次执行程序", "before ending the procedure"),
    "SearchPurpose.AFTER_ENDING": ("终本后定期查询", "owed after the ending"),
    "SearchPurpose.DELISTING": ("为删除失信信息", "for deleting a listing"),
}
