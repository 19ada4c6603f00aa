"""One file per wire profile; each names a ``PROFILE``."""
