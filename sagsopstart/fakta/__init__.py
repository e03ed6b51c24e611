"""Registrenes svar som fakta, grupperet, som de læses. Intet her vurderer noget."""
