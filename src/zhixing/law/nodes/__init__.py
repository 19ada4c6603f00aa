"""Nodes (流程节点): what must be done by when, from facts and a date. Nothing counts down."""
