"""One file for each room; a file put here is found, nothing is registered."""
