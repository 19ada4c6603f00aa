"""What every web door needs and no law decides: whole transactions, headers, refusals, fragments.

A door opens one transaction for each request (``run_whole``), runs operations in
a savepoint (``perform``) so that a refusal is shown in place, and sends headers
that let nothing run but the kit's own files. ``fragments`` is how a room puts a
section on a page of the desk: one file in the room's ``screens/`` package.
"""
