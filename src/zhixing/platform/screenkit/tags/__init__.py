"""The kit's tags by subject; ``templatetags/kit.py`` offers them all as one library."""
