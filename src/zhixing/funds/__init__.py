"""Enforcement money (执行案款): case accounts, the ledger, receipts, payment orders."""
