"""The house's rooms in their order: a room may call rooms above it in this list."""

ROOMS = (
    "courts",
    "institutions",
    "parties",
    "cases",
    "decisions",
    "assignment",
    "instruments",
    "funds",
    "assets",
    "inquiry",
    "measures",
    "settlement",
    "closing",
    "oversight",
)
