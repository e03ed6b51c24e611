-- Kontrolperioden, KLE-sættene og registrenes rækker under de gældende numre.
-- Tabellerne i kontrakten findes som udsnit (views) over Parquet eller som tabeller i hukommelsen.
SET VARIABLE start = (date_trunc('month', getvariable('dag')) - INTERVAL 3 MONTH)::DATE;
SET VARIABLE slut = last_day(getvariable('dag'));
SET VARIABLE seneste_start = (date_trunc('month', getvariable('dag')) - INTERVAL 1 MONTH)::DATE;
SET VARIABLE seneste_slut = last_day(getvariable('seneste_start'));

CREATE TEMP TABLE kle AS
FROM (VALUES
    ('32.24.04', true, true),
    ('32.24.08', false, false),
    ('32.24.10', true, false),
    ('32.24.12', false, false),
    ('32.24.28', false, false),
    ('32.24.30', false, false),
    ('32.24.32', true, true),
    ('32.24.48', true, true)
) AS numre (kle, forsoerger, bidrag);

CREATE TEMP TABLE peger AS
SELECT cpr::BIGINT AS gammel, gaeldende_cpr::BIGINT AS ny
FROM cpr_personer WHERE gaeldende_cpr IS NOT NULL;

-- Udskiftet nummer → gældende nummer, fulgt til enden.
CREATE TEMP TABLE gaeldende AS
WITH RECURSIVE foelg AS (
    SELECT gammel, ny FROM peger
    UNION ALL
    SELECT foelg.gammel, peger.ny FROM foelg JOIN peger ON peger.gammel = foelg.ny
)
SELECT gammel, ny FROM foelg WHERE ny NOT IN (SELECT gammel FROM peger);

CREATE TEMP TABLE status AS
SELECT coalesce(ny, cpr::BIGINT) AS cpr, status, fra, til
FROM cpr_status LEFT JOIN gaeldende ON gammel = cpr::BIGINT
WHERE register_status IN ('AKTUEL', 'HISTORISK');

CREATE TEMP TABLE civilstande AS
SELECT coalesce(g.ny, r.cpr::BIGINT) AS cpr, civilstand,
    coalesce(a.ny, aegtefaelle_cpr::BIGINT) AS aegtefaelle_cpr, fra, til
FROM cpr_civilstand r
LEFT JOIN gaeldende g ON g.gammel = r.cpr::BIGINT
LEFT JOIN gaeldende a ON a.gammel = aegtefaelle_cpr::BIGINT
WHERE register_status IN ('AKTUEL', 'HISTORISK');

CREATE TEMP TABLE separationer AS
SELECT coalesce(ny, cpr::BIGINT) AS cpr, fra, til
FROM cpr_separation LEFT JOIN gaeldende ON gammel = cpr::BIGINT
WHERE register_status IN ('AKTUEL', 'HISTORISK');

-- Adressens nøgle er dens fem felter; skilletegnet er mindre end alle tegn, så teksten
-- ordner som felterne hver for sig, og en tom etage kommer før alle andre.
CREATE TEMP TABLE adresser AS
SELECT coalesce(ny, cpr::BIGINT) AS cpr,
    concat(kommunekode, chr(31), vejkode, chr(31), husnr, chr(31), etage, chr(31), sidedoer)
        AS adresse,
    vejkode < '9900' AS reel, fra, til, aarsag
FROM cpr_adresser LEFT JOIN gaeldende ON gammel = cpr::BIGINT
WHERE register_status IN ('AKTUEL', 'HISTORISK');

CREATE TEMP TABLE boern AS
SELECT DISTINCT coalesce(f.ny, foraelder_cpr::BIGINT) AS cpr,
    coalesce(b.ny, barn_cpr::BIGINT) AS barn_cpr
FROM cpr_boern
LEFT JOIN gaeldende f ON f.gammel = foraelder_cpr::BIGINT
LEFT JOIN gaeldende b ON b.gammel = barn_cpr::BIGINT
WHERE register_status IN ('AKTUEL', 'HISTORISK');

-- Det gældende nummers egen række alene beskriver personen.
CREATE TEMP VIEW foedsler AS
SELECT cpr::BIGINT AS cpr, foedselsdato FROM cpr_personer WHERE gaeldende_cpr IS NULL;

CREATE TEMP VIEW indkomster AS
SELECT coalesce(ny, cpr::BIGINT) AS cpr, * EXCLUDE (cpr, gammel, ny)
FROM eindkomst LEFT JOIN gaeldende ON gammel = cpr::BIGINT
WHERE disposition <= getvariable('dag');
