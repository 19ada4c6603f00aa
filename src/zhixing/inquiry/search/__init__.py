"""The intelligence of the search: whom to ask first, whom not, when again, and why."""
