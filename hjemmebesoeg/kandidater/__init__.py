"""Hvem der kan opsøges: høringer, hvis frist gik, uden at borgeren svarede."""
