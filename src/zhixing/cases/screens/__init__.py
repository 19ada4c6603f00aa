"""What this room puts on the pages of the desk: one file for each deed or tab."""
