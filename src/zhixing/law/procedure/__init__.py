"""Which acts the facts permit, and why: one small file per step a lawyer can read."""
