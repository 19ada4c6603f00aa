"""Second reckonings of interest and distribution, as one would do them in a spreadsheet.

They are written from ``docs/reference`` and the texts, day by day and fen by fen, and share
no code and no table with ``zhixing``. ``agree.py`` draws cases and compares.
"""
