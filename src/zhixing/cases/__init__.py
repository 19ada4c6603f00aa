"""Cases and their dockets: filing, titles, obligations, acts, facts, nodes."""
