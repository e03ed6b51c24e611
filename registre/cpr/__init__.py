"""Det Centrale Personregister."""
