"""En borger på listen: kontakt, telefon, svar."""
