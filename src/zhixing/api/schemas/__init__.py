"""What requests and answers hold beyond the rooms' own dataclasses; one file for each room."""
