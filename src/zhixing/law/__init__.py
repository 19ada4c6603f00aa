"""The law as a library: rules from facts and a date to findings with reasons.

Pure Python. Imports the kernel and the standard library only; no I/O beyond reading
its own data, no clock. ``registry.execute`` runs any rule from JSON.
"""
