"""What the platform sends of its own accord: a row first, then a delivery that may be repeated."""
