"""Finding property: the debtor’s report, audit, reward, the lawyer’s order."""
