"""Pakken: flere kontrolark i én zip-fil, dannet i baggrunden og slettet igen efter et døgn."""
