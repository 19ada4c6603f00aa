"""The first steps: filing, handler, enforcement notice, property-report order."""
