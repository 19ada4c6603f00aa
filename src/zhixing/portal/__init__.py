"""The door of parties and the public: plain words, large type, phone first, no sign-in."""
