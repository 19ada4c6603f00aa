"""The desk's own sections, tabs and deeds; a room's stand in its own ``screens`` package."""
