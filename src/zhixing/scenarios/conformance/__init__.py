"""The conformance kit: runs the published test book against an institution, line by line."""
