"""Timed scenarios over the platform's own doors and operations, and their recorded results."""
