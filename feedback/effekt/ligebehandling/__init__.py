"""Ligebehandling: om kontrollen rammer nogle grupper anderledes. Kun til eftersyn.

Intet, der vælger eller ordner sager, må læse herfra; importkontrakten og et bevis holder muren.
"""
