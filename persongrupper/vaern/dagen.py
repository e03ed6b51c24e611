"""Dagen i København, regnet ud af databasen selv.

PostgreSQL kender tidszonen. SQLite kender kun UTC, så sommertiden regnes efter EU's regel: fra den
sidste søndag i marts kl. 1 UTC til den sidste søndag i oktober kl. 1 UTC. Programmet spørger
databasen om dagen og sætter den aldrig selv; er de to uenige, vinder databasen.
"""

from __future__ import annotations

from datetime import date

from django.db import connection

FUNKTION = "persongrupper_i_dag"
POSTGRESQL = "(now() AT TIME ZONE 'Europe/Copenhagen')::date"


def sqlite(nu: str = "'now'") -> str:
    """Dagen i København som et udtryk i SQLite; ``nu`` er et tidspunkt i UTC."""
    skift = "datetime(strftime('%Y', {nu}) || '-{maaned}-25', 'weekday 0', '+1 hour')"
    fra, til = (skift.format(nu=nu, maaned=maaned) for maaned in ("03", "10"))
    return (
        f"date({nu}, CASE WHEN datetime({nu}) >= {fra} AND datetime({nu}) < {til} "
        "THEN '+2 hours' ELSE '+1 hours' END)"
    )


UDTRYK = sqlite()
"""Det, udløserne på SQLite og programmet spørger med."""


def i_dag() -> date:
    """Den dag, databasen siger, det er i København."""
    spoerg = f"{FUNKTION}()" if connection.vendor == "postgresql" else UDTRYK
    with connection.cursor() as markoer:
        markoer.execute(f"SELECT {spoerg}")
        svar = markoer.fetchone()[0]
    return svar if isinstance(svar, date) else date.fromisoformat(svar)
