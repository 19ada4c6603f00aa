"""Settlement in enforcement (执行和解): mediation, instalments, default, resumption."""
