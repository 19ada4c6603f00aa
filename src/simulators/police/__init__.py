"""The inbox of a police intelligence unit (公安情报支队) for look-out packages (布控材料).

A small HTTP program: it takes packages, checks their attachments, keeps them in one SQLite file,
and calls the court back when told that a person was found. Nothing is imported from the platform.
"""
