"""A simulated real-estate registry: a program apart that calls the court as registries do.

It shares no code with the platform and none with the other simulators but the crash points. It
polls, answers queries in the same breath, opens a case for a control and says so at once, and
may send the contrary later. It does not tell repeats apart, and is silent where it fails.
"""
