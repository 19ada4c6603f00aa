"""The reference price for disposal: when to start, by which method, how long it holds."""
