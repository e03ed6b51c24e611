"""Skabelonernes ord for datoer, beløb og CPR-numre."""
