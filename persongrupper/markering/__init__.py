"""At sætte, flytte, slutte og annullere en markering, og hvad der kan gøres hvornår."""
