"""The clock of the case: how long it may take, and what does not count."""
