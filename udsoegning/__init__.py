"""Udsøgning (Projekt 500): borgere uden indkomst, kommunen vil tilbyde et frivilligt forløb."""
