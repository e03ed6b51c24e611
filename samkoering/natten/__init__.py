"""Nattens hovedbog: begynd, tag en del, skriv den, og find det, der mangler (docs/natten.md)."""
