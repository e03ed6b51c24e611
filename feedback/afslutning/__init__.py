"""Posten i journalen om resultatet: det frosne, dokumentet og fristen for at fortryde."""
