"""Det Centrale Virksomhedsregister."""
