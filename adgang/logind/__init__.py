"""Log-in: adgangskode, anden faktor, spærring og den første opsætning."""
