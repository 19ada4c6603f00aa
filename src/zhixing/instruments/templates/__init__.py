"""The instruments a court issues in enforcement: one file each, found by the catalogue.

A file holds its data class, its wording and ``TEMPLATE``. Adding an instrument is
adding a file; names that begin with an underscore are not templates.
"""
