"""Det, databasen selv holder."""
