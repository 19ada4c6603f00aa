"""Objections in enforcement (执行异议): who, against what, with what effect."""
