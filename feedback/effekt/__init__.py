"""Effektmålingen: hvad sagerne førte til, opgjort måned for måned og aldrig rettet bagefter."""
