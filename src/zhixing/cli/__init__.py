"""The command line: one command is one file with a ``COMMAND``; nothing is registered.

``./zx`` makes the environment and calls ``python -m zhixing.cli NAME ARGUMENTS``.
"""
