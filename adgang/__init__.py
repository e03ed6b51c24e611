"""Kommune, bruger og rolle."""
