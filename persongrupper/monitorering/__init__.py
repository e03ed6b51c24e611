"""Monitoreringen: K1 og K2 måned for måned, som STAR og kommunen begge ville nå til."""
