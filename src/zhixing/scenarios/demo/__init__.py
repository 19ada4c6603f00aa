"""The demo court: one rehearsal court with the Wu case and some three hundred invented cases.

Every case takes one course of life (``courses/``, one file each) and everything in it
goes through the operations of the rooms. People, numbers and sums are invented; the
resident and credit numbers carry a division code (500199) that no county has.
"""

from __future__ import annotations

from datetime import date

CODE = "DEMO"
"""What the code of the demo court begins with."""
LOGIN_PREFIX = "demo-"
OPENED_ON = date(2017, 12, 4)
"""The first day on which the invented cases are filed."""
PRESENT = date(2018, 9, 3)
"""The day it is in the demo court once everything is played."""
CASES = 300
