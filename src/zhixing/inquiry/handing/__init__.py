"""Asks another court for a thing it seized first, and answers such a request (商请移送执行)."""
