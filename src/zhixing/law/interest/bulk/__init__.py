"""A million debts on one day: the reckoning of ``debt_today`` over columns, to the fen.

A court, a bank or a fund fills a ``Portfolio`` once and asks for the figures of every debt
on any day and under any conventions. What interest bears up to each day is read from one
table for all debts. The arithmetic is that of whole numbers of any size, so that nothing
can overflow; a debt of another shape than the columns hold goes through the rule itself.
"""
