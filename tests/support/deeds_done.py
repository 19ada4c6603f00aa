"""Which deeds of the desk are done by which test; a test compares it with the deeds there are."""

ELSEWHERE = {"accept-filing", "refuse-filing", "designate", "reassign"}
"""Deeds on top of the page; the tests of filing and of the case page do them."""
DONE_HERE = {
    "property": {
        *("order-query", "freeze", "renew", "release", "transfer"),
        *("seal", "renew-sealing", "unseal", "freeze-right"),
    },
    "elsewhere, in test_search_deeds": {"begin-search", "order-repeat", "stop-repeat"},
    "elsewhere, in test_living_deeds": {"record-living-facts", "mark-account-purpose"},
    "elsewhere, in test_partner_deeds": {"take-evidence"},
    "elsewhere, in test_dividend_deed": {"record-dividend", "serve-company"},
    "elsewhere, in test_out_of_area": {
        *("order-out-of-area", "report-out-of-area"),
        "propose-cancelling",
    },
    "elsewhere, in test_entrusted_deeds": {
        *("send-entrusted", "record-entrusting-delivery", "record-papers-wanted"),
        *("supply-entrusting-papers", "record-entrusting-filed", "tell-applicant-entrusted"),
        *("record-entrusting-return", "revoke-entrusting", "record-entrusted-letter"),
        *("ask-entrusted-papers", "record-entrusted-papers", "tell-entrusted-filing"),
        *("approve-entrusting-return", "return-entrusted"),
    },
    "elsewhere, in test_ending_deeds": {
        *("ask-skipped", "complete-checks"),
        *("propose-ending", "decline-revival", "resume-case"),
        "class-hardness",
    },
    "elsewhere, in test_correcting_deeds": {
        *("correct-query", "correct-control", "confirm-correction", "refuse-correction"),
        *("reopen-request", "settle-answer", "withdraw-stuck"),
    },
    "elsewhere, in test_query_centre": {
        *("redeliver-request", "reissue-request", "record-letter"),
        *("dispute-answer", "settle-dispute"),
    },
    "elsewhere, in test_invite_deed": {"invite-payment"},
    "elsewhere, in test_access_deed": {"give-access", "withdraw-access"},
    "elsewhere, in test_windows": {"order-window-query"},
    "elsewhere, in test_kept_deeds": {
        *("propose-plan", "decide-proposal", "serve-co-owner"),
        *("ask-hand-over", "answer-hand-over"),
    },
    "elsewhere, in test_more_deeds": {
        *("apply-look-out", "send-look-out", "record-hit", "close-look-out"),
        *("apply-shielding", "lift-shielding", "propose-relisting"),
        *("credit-interest", "reverse-interest"),
        *("hold-mediation", "record-default", "reverse-receipt", "revise-draft"),
        *("record-succession", "correct-claim", "annul-act", "correct-day"),
    },
    "papers": {"draft-notice", "draft-report-order", "issue-instrument", "serve-instrument"},
    "money": {
        *("open-account", "post-receipt", "order-payment", "check-payment"),
        *("approve-payment", "settle-payment", "fail-payment", "take-fee"),
        *("return-payment", "refund-fee"),
    },
    "measures": {
        *("apply-listing", "publish-listing", "delete-listing", "restrict", "lift-restriction"),
        *("unanswered-call", "apply-summons", "execute-summons", "apply-search", "execute-search"),
        *("find-misconduct", "apply-detention", "execute-detention", "end-detention"),
        "hold-panel",
    },
    "settlement": {"settle", "resume-enforcement"},
    "time": {
        *("exclude-period", "end-period", "propose-suspension", "propose-extension"),
        *("withdraw", "propose-closing"),
    },
}
