"""Closing a case: its modes, their conditions, what comes after."""
