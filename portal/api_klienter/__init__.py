"""Administratorens side: de fagsystemer, der må kalde programgrænsefladen for kommunen."""
