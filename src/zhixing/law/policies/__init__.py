"""A court's own adopted rules: dated data passed in, never switched on by this library."""
