"""Querying and controlling over the network: who, whom, by which papers, how fast."""
