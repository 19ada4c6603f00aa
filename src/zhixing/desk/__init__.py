"""The officers' door: pages for the posts of a court, in Chinese and English."""
