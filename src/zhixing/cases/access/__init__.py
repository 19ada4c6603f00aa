"""A party's own way into its case: a signed link, a code told by another way, and their end."""
