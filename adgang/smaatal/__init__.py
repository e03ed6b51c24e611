"""Små tal: hvad et samlet tal må vise, så ingen kan regne sig frem til én borger.

``graense`` siger, hvad et lille tal er, og skjuler i en enkelt linje. ``trae`` og ``udgivelse``
afgør tal, der vises igen og igen i mange udsnit og perioder, så heller ikke en forskel mellem to
af dem er lille. Reglen og dens bevis står i docs/smaatal.md.
"""
