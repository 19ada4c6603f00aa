"""A bank's front-end (前置机) for query and control, as deployed banks behave since 2016.

It polls the court, never the other way round; keeps its own books in one SQLite file; executes
freezes, renewals, releases and transfers on invented accounts; and misbehaves on request, in
every way real front-ends have been seen to. Nothing here is imported from the platform.
"""
