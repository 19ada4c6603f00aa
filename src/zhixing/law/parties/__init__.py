"""Changing and adding parties (变更、追加当事人): grounds, needs, liability, remedy."""
