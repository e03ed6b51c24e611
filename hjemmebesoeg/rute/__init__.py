"""Rækkefølgen af stop: en kort rute, regnet ud her i huset."""
