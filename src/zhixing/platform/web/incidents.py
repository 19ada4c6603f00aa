"""What goes wrong unexpectedly at a door for machines: logged under a number, told in its tongue.

A page answers such a thing with a page (``desk.gate.broken``); a front-end must have a fault or
an error of its own wire instead. The transaction at work has been rolled back by then.
"""

from __future__ import annotations

import logging
from types import TracebackType

from zhixing.kernel.ids import new_id

_log = logging.getLogger("zhixing.incidents")


class Incident:
    """Stand around a call's whole work, and take what nobody below named.

    What follows the block is the answer for that case; ``number`` finds the fault in the log.

    >>> with Incident("example") as incident:
    ...     raise ZeroDivisionError
    >>> len(incident.number)
    36
    """

    __slots__ = ("number", "where")

    def __init__(self, where: str) -> None:
        self.where = where
        self.number = ""

    def __enter__(self) -> Incident:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        """Log an error and end it here; interrupts and exits go on."""
        if not isinstance(error, Exception):
            return False
        self.number = str(new_id())
        _log.error("incident %s at %s", self.number, self.where, exc_info=error)
        return True
