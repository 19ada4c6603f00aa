"""Approval chains, collegial panels and the separation of duties."""
