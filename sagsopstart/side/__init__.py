"""Siderne om ansøgningen."""
