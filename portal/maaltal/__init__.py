"""Måltallene til Prometheus: natten, kilderne og køerne, uden borgere."""
