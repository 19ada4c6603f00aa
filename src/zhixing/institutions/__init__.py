"""Banks, registries and partners: who answers the court, in which profile, and when."""
