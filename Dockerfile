# Byggetrin: miljøet og designsystemet laves af samme script som på en udviklers maskine.
FROM python:3.13-slim-trixie AS bygger
WORKDIR /app
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
        libfontconfig1 libharfbuzz0b libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
COPY requirements.lock package.json package-lock.json ./
COPY scripts scripts
COPY static static
RUN sh scripts/koer assets && rm -rf var static/byg/proeve

FROM python:3.13-slim-trixie
WORKDIR /app
# postgresql-client: sikkerhedskopien bruger pg_dump, mindst så ny som serveren.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
        libfontconfig1 libharfbuzz0b libharfbuzz-subset0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /home/samkoering samkoering
COPY --from=bygger /app/.venv .venv
COPY . .
COPY --from=bygger /app/static/byg static/byg
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VAR_MAPPE=/app/var
# DEMO gælder kun dette trin: collectstatic skal ikke kende nogen rigtig nøgle.
# Et nyt volumen får mappens ejer: uden mapperne her var de roots.
RUN mkdir -p digital-post journalbeskeder pakker segl udtraek var/registre \
    && DEMO=true python manage.py collectstatic --noinput \
    && chown -R samkoering: digital-post journalbeskeder pakker segl udtraek var
USER samkoering
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
