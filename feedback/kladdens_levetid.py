"""Kladden lever ikke længere end sin bestilling: databasen sletter den, når bestillingen lukkes.

En bestilling lukkes af resultatet her, men også af fortrydelse og tilbagelægning i ``kontrol``, som
ikke kender kladderne. Udløseren gælder dem alle, også en vej, der først bygges senere, og den
sletter i samme transaktion, som lukkede.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SLET = "DELETE FROM feedback_feedbackkladde WHERE bestilling_id = NEW.id"
_VED_LUKNING = """
CREATE TRIGGER feedback_kladde_slut AFTER UPDATE OF lukket ON kontrol_bestilling
FOR EACH ROW WHEN (NEW.lukket IS NOT NULL)"""
_SQLITE = f"{_VED_LUKNING} BEGIN {_SLET}; END"
_POSTGRESQL = f"""
CREATE FUNCTION feedback_slet_kladder() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$ BEGIN {_SLET}; RETURN NULL; END $$;
{_VED_LUKNING} EXECUTE FUNCTION feedback_slet_kladder();
"""


def installer(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Sæt udløseren på bestillingerne."""
    postgresql = skema.connection.vendor == "postgresql"
    skema.execute(_POSTGRESQL if postgresql else _SQLITE, params=None)


def fjern(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Fjern udløseren igen (migration baglæns)."""
    postgresql = skema.connection.vendor == "postgresql"
    paa = " ON kontrol_bestilling" if postgresql else ""
    skema.execute(f"DROP TRIGGER IF EXISTS feedback_kladde_slut{paa}", params=None)
    if postgresql:
        skema.execute("DROP FUNCTION IF EXISTS feedback_slet_kladder", params=None)
