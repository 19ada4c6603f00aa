"""Electronic seals (电子印章): the court's keys, the seal laid on a PDF, and its verification.

Keys are handed in as PEM and stay in memory; keeping them is the platform's business.
"""
