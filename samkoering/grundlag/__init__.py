"""Reglernes fælles grund: KLE-lister, kontrolperiode, parametre, roller og registret @regel.

Almindelig Python uden Django; de daterede tal og lister står i TOML med deres kilde.
"""
