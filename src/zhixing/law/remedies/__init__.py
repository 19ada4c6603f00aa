"""Objections, reviews and suits in enforcement (执行救济): until when, and what comes next."""
