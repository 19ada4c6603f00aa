"""Courts and their people: who may act, in which post, on which day."""
