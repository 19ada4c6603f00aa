"""Django plumbing without legal meaning: database, scopes, log, files, jobs, screens."""
