"""Keeping controls lawful by themselves: renewed in time, never in excess, ended when they end.

The platform proposes and calls; people decide. Nothing here makes a control harsher.
"""
