"""Entrusting a case to another court (委托执行)."""
