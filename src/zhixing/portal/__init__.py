"""The door of parties and the public; nothing is built behind it yet."""
