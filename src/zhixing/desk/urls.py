"""The desk's addresses, as a table: what answers each, who may ask, and how."""

from __future__ import annotations

from typing import Final

from django.urls import path

from zhixing.desk import gate, live
from zhixing.desk.door import Page, door
from zhixing.desk.pages import (
    approvals,
    asked_acts,
    assignment,
    board,
    bundle,
    case,
    cases,
    charters,
    control_batch,
    court_deed,
    courts,
    creditor,
    deed,
    disputes,
    evidence,
    fast_control,
    filing,
    importing,
    indicators,
    institutions,
    instruments,
    money,
    my_day,
    organisation,
    parties,
    queries,
    query_many,
    query_pool,
    request,
    rules,
    search,
    stuck,
    why,
    window_task,
    windows,
)

app_name = "desk"

CASE: Final = "cases/<int:court_no>/<uuid:case>/"
BOTH: Final = ("GET", "POST")
POST: Final = ("POST",)

PAGES: Final = (
    Page("my_day", "", my_day.show),
    Page("cases", "cases/", cases.show, "view_case"),
    Page("cases_export", "cases/export/", cases.export, "view_case"),
    Page("case", CASE, case.show, "view_case"),
    Page("deed", f"{CASE}do/<slug:deed>/", deed.show, "view_case", BOTH),
    Page("case_tab", f"{CASE}<slug:tab>/", case.show, "view_case"),
    Page("why_act", "why/act/<int:court_no>/<uuid:act>/<int:place>/", why.of_act, "view_case"),
    Page(
        "why_matter",
        "why/matter/<int:court_no>/<uuid:matter>/<int:place>/",
        why.of_matter,
        "view_case",
    ),
    Page(
        "why_deed",
        "why/deed/<int:court_no>/<uuid:case>/<slug:deed>/<int:place>/",
        why.of_deed,
        "view_case",
    ),
    Page("why", "why/<int:court_no>/<uuid:case>/<path:figure>", why.figure, "view_case"),
    Page("search", "search/", search.show, "view_case"),
    Page("filing", "filing/", filing.show, "file_case", BOTH),
    Page("import", "filing/import/", importing.show, "file_case", BOTH),
    Page("import_template", "filing/import/template/", importing.template, "file_case"),
    Page("import_preview", "filing/import/<uuid:file>/", importing.preview, "file_case", BOTH),
    Page("import_errors", "filing/import/<uuid:file>/errors/", importing.errors, "file_case"),
    Page("fast_control", "fast-control/", fast_control.show, "order_freeze", BOTH),
    Page("control_batch", "fast-control/<uuid:bulk>/", control_batch.show, "view_case"),
    Page(
        "control_undo", "fast-control/<uuid:bulk>/undo/", control_batch.undo, "order_freeze", POST
    ),
    Page("queries", "queries/", queries.show, "view_case"),
    Page("windows", "windows/", windows.show, "view_case"),
    Page("window_divert", "windows/divert/<uuid:asked>/", windows.divert, "order_query", POST),
    Page("window_scan", "windows/scans/<uuid:scan>/", window_task.scan, "view_case"),
    Page("window_task", "windows/<uuid:task>/", window_task.show, "view_case", BOTH),
    Page("window_bundle", "windows/<uuid:task>/bundle/", window_task.bundle, "view_case"),
    Page("stuck", "queries/stuck/", stuck.show, "view_case"),
    Page("loads", "queries/institutions/", queries.loads, "view_case"),
    Page("disputes", "queries/disputes/", disputes.show, "view_case"),
    Page("asked_acts", "queries/asked-acts/", asked_acts.show, "view_case"),
    Page("asked_act", "queries/asked-acts/<uuid:act>/", asked_acts.answer, "record", BOTH),
    Page("query_many", "queries/many/", query_many.show, "order_query", BOTH),
    Page("query_many_withdraw", "queries/many/withdraw/", query_many.withdraw, "order_query", POST),
    Page("pool", "queries/pool/", query_pool.show, "view_case"),
    Page("pool_take", "queries/pool/take/", query_pool.take, "order_query", POST),
    Page("pool_portion", "queries/pool/<uuid:portion>/", query_pool.portion, "view_case"),
    Page(
        "pool_submit", "queries/pool/<uuid:portion>/submit/", query_pool.submit, "order_query", POST
    ),
    Page(
        "pool_return",
        "queries/pool/<uuid:portion>/return/",
        query_pool.give_back,
        "order_query",
        POST,
    ),
    Page(
        "pool_withdraw",
        "queries/pool/<uuid:portion>/withdraw/",
        query_pool.withdraw,
        "order_query",
        POST,
    ),
    Page(
        "creditor", "queries/<int:court_no>/case/<uuid:case>/applicant/", creditor.show, "view_case"
    ),
    Page("request", "queries/<int:court_no>/<uuid:asked>/", request.show, "view_case"),
    Page(
        "evidence",
        "queries/<int:court_no>/evidence/<uuid:answer>/",
        evidence.show,
        "view_case",
        BOTH,
    ),
    Page(
        "evidence_raw",
        "queries/<int:court_no>/evidence/<uuid:answer>/raw/",
        evidence.raw,
        "view_identity",
        POST,
    ),
    Page("approvals", "approvals/", approvals.show, "approve", or_needs="order_freeze"),
    Page("bundle", "approvals/batch/<uuid:bundle>/", bundle.show, "approve"),
    Page("bundle_decide", "approvals/batch/<uuid:bundle>/decide/", bundle.decide, "approve", POST),
    Page("matter", "approvals/<uuid:matter>/", approvals.show, "approve", or_needs="order_freeze"),
    Page(
        "decide",
        "approvals/<uuid:matter>/decide/",
        approvals.decide,
        "approve",
        POST,
        or_needs="order_freeze",
    ),
    Page("assignment", "assignment/", assignment.show, "assign"),
    Page("assignment_open", "assignment/open/", assignment.open_one, "assign", POST),
    Page("assignment_run", "assignment/run/", assignment.run, "assign", POST),
    Page("verify_script", "assignment/verify/", assignment.script, "view_case"),
    Page(
        "receipt",
        "assignment/receipt/<int:court_no>/<uuid:case>/",
        assignment.receipt,
        "view_case",
    ),
    Page("match", "money/receipts/<uuid:receipt>/match/", money.match, "receipt_post", POST),
    Page("open_accounts", "money/accounts/open/", money.open_accounts, "receipt_post", POST),
    Page("payment_check", "money/payments/<uuid:order>/check/", money.check, "payment_check", POST),
    Page(
        "payment_approve",
        "money/payments/<uuid:order>/approve/",
        money.approve,
        "payment_approve",
        POST,
    ),
    Page("reveal", "parties/<uuid:party>/reveal/", parties.reveal, "view_identity", POST),
    Page(
        "break_glass",
        "parties/<uuid:party>/break-glass/",
        parties.break_the_glass,
        "break_glass",
        BOTH,
    ),
    Page("reviews", "reviews/", parties.reviews, "review_break_glass"),
    Page("review", "reviews/<uuid:look>/", parties.review, "review_break_glass", POST),
    Page("board", "board/", board.show, "board"),
    Page("counted", "board/cases/", indicators.counted, "board"),
    Page("courts", "board/courts/", courts.show, "board"),
    Page("institutions", "board/institutions/", institutions.show, "board"),
    Page(
        "ranking_publish",
        "board/institutions/publish/",
        institutions.publish,
        "supervise",
        POST,
    ),
    Page(
        "institution_list",
        "board/institutions/<uuid:institution>/<slug:part>/",
        institutions.behind,
        "board",
    ),
    Page("indicator", "board/<slug:code>/", indicators.define, "board"),
    Page(
        "instrument",
        "instruments/<int:court_no>/<uuid:instrument>/",
        instruments.show,
        "view_case",
    ),
    Page(
        "instrument_word",
        "instruments/<int:court_no>/<uuid:instrument>/word/",
        instruments.word,
        "draft",
    ),
    Page("organisation", "court/", organisation.show, "view_case"),
    Page("cards_template", "court/cards-template/", organisation.cards_template, "configure"),
    Page("charters", "court/nodes/", charters.show, "view_case"),
    Page("court_deed", "court/do/<slug:deed>/", court_deed.show, "configure", BOTH),
    Page("rules", "rules/", rules.index, "view_case"),
    Page("rule", "rules/<slug:code>/", rules.show, "view_case"),
)
"""Every address behind the door. A page without a line here does not exist."""

GATE: Final = ("sign_in", "choose_post", "sign_out")
"""The addresses before the door."""

STREAM: Final = "events"
"""The one address that is asked without an end; it looks for itself who is there."""

urlpatterns = [
    path("sign-in/", gate.sign_in, name="sign_in"),
    path("sign-in/post/", gate.choose_post, name="choose_post"),
    path("sign-out/", gate.sign_out, name="sign_out"),
    path("events/", live.events, name=STREAM),
    *(path(page.route, door(page), name=page.name) for page in PAGES),
]
