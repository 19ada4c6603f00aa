"""Periods and service: when a period ends, and when an instrument counts as served."""
