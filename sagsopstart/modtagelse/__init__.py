"""En ansøgning modtaget, eller en dags ansøgninger på én gang."""
