"""Oversight (监督管理): the figures by which a court answers for its work."""
