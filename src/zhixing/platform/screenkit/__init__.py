"""The screen kit: what every page is made of, in Chinese and English, without legal meaning.

Rooms and the desk fill frozen dataclasses and hand them to the tags of
``{% load kit %}``; the kit owns the look, the keys, the *why* panel and the
two languages. It knows no models, no URLs and no rule of law. README.md lists
every tag with its signature.
"""
