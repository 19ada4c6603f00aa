"""Settlement in enforcement (执行和解): default, resumption, limitation."""
