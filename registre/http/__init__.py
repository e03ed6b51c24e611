"""Kontrakten over HTTP: en adapter, der bliver ved uden at mase på, og en server at prøve den mod.

``GET /v1/<register>/<dato>/manifest`` siger, hvad der leveres; ``GET /v1/<register>/<dato>/<tabel>
?side=n`` giver en bid af tabellens fil. Ingen adresse bærer noget om en person.
"""

from registre.http.hent import FraHttp

__all__ = ["FraHttp"]
