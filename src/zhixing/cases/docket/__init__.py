"""The docket: acts, the facts they fold into, and the one way to append."""
