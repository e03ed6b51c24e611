"""Siden med regnskabet over hændelserne: tre trin, der går op (docs/effektregnskab.md)."""
