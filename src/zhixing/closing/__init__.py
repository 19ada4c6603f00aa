"""Closing (结案): as fully performed, and what moves the time limit of the case before."""
