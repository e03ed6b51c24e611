"""Det, der noteres ved døren."""
