"""The HTTP door: typed routes under ``/api/v1``, one file for each room."""
