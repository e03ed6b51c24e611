"""Opbevaringen: hvor længe noget gemmes, og de opgaver, der sletter det (docs/opbevaring.md)."""
