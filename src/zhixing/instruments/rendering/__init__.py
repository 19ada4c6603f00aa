"""Rendering of court instruments: templates, wording, pages. Pure: no database, no clock."""
