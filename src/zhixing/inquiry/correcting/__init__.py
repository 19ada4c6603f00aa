"""Corrections of answers by hand (人工更正): who, why, on what ground; the answer itself stays."""
