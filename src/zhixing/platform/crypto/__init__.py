"""Encryption of identities: sealed columns, blind indexes, keys that can be destroyed."""
