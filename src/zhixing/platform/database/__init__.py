"""Scopes, row security and the refusal of queries outside a transaction."""
