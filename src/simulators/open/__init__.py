"""One program that plays any institution of the open profile: registry, depository, insurer, …

It shares no code with the platform. A world file says who it is and what it knows of whom;
a fault plan says how it misbehaves. It polls (pull), or serves an address of its own (push).
"""
