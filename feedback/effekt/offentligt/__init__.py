"""Den offentlige side: hvad der kontrolleres, og hvor ofte det fører til noget."""
