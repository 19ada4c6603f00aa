"""Fees of enforcement."""
