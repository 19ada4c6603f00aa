"""Which jobs go first where there is more to do than hands: the higher number, then the older.

Everything is done in the end; an order among the waiting matters only while both cores are full.
"""

from typing import Final

URGENT: Final = 2
"""What protects somebody, or was decided: an excess is proposed for release within a minute of
being known, and an approved order goes out before money moves."""
READING: Final = 1
"""What came in alone, and what was done to a control: it ends something, or shows an excess."""
USUAL: Final = 0
CAN_WAIT: Final = -1
"""Reading what says that there is nothing: nothing is at stake."""
