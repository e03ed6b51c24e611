"""Programgrænsefladens dør: klienter, afvisninger i ord, og kald, der kun sker én gang."""
