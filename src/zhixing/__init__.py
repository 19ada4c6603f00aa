"""Zhixing 执行: an open platform with which a court enforces its judgments."""

__version__ = "0.1.0"
