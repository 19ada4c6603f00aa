"""Sharing the proceeds among creditors: ranks, plans, who may join, transfer to bankruptcy."""
