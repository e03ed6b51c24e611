"""Effektens tal i programgrænsefladen; for sig, så det, der vælger sager, ikke kan nå dem."""
