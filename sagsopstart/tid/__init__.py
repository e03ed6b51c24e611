"""Den sparede tid: kildens regnestykke og de målte sekunder."""
