"""Indlæsning af STAR's filer: hele filen eller intet af den."""
