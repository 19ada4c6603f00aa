"""Instruments: drafting, rendering, sealing and Word copies of what a court issues."""
