"""Which module holds which rule; made by ``zhixing.law.build``."""

RULES: dict[str, str] = {
    "CASE_CLOCK": "zhixing.law.clock.case_clock",
    "FILING_DECIDE_DUE": "zhixing.law.filing.decide",
    "HANDLER_DUE": "zhixing.law.filing.handler",
    "LOCAL_TERM_DUE": "zhixing.law.policies.local_term",
    "NOTICE_DUE": "zhixing.law.filing.notice",
    "PERIOD_DUE": "zhixing.law.periods.due_date",
    "PERIOD_DUE_HOURS": "zhixing.law.periods.due_hour",
    "REPORT_ORDER_DUE": "zhixing.law.filing.report_order",
    "SERVICE_EFFECT": "zhixing.law.periods.service",
}
