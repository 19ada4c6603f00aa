"""Words everyone uses: money, dates, ranges, numbers, identifiers, findings.

Pure: no Django, no I/O, no clock. Nothing in here knows what a court is for.
"""
