"""Official texts, loaded by an operator: from then on every citation opens its article.

The library carries no official text. ``loading`` reads Markdown and Word files, finds
their articles by their headings and their version by their day in force, and ``library``
keeps and finds them. Everything found wrong is named by file and article.
"""
