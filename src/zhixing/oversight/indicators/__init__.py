"""The indicators, one to a file; a file that defines ``INDICATOR`` is found by itself."""
