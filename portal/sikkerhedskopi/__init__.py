"""Sikkerhedskopien: hele husets tilstand i én fil, og vejen tilbage fra den (docs/drift.md)."""
