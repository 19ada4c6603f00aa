"""Separate programs that play banks, registries and the police inbox; they share no code with the platform."""
