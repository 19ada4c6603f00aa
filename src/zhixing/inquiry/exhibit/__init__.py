"""A raw message laid out for reading: the text as it came, and beside it what each place says."""
