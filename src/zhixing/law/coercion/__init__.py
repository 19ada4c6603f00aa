"""Coercion: detention, fine, summons, search; their limits, approval and remedy."""
