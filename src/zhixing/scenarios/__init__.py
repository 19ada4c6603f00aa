"""Cases lived through real operations: replays, and the demo court."""
