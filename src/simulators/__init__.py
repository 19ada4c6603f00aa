"""Programs that play banks, registries and the police inbox; none of the platform's code."""
