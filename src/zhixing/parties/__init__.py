"""Persons and organisations: identity encrypted, blind-indexed, shown only for a purpose."""
