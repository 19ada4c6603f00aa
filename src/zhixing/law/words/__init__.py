"""What the law's inputs, fields and codes are called, in Chinese and English.

The one home of these words: the *why* panel, the public pages and the topics all read
them through ``lookup``. The other modules are data: words by name, and ``*_by_place``
where one rule, record or topic means a name otherwise. Words of screens and acts are not
here; the desk keeps them.
"""
