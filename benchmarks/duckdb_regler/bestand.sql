-- Sagerne, der kontrolleres, og ydelsesmodtagernes nuværende ægtefæller.
CREATE TEMP TABLE sager AS
SELECT sag_id, s.kommunekode, coalesce(ny, cpr::BIGINT) AS cpr, kle, forsoerger, bidrag,
    greatest(getvariable('start'), oprettet, par10_aktiveringsdato) AS vfra
FROM ydelse_sager s
JOIN kle USING (kle)
JOIN kommuner k ON k.kommunekode = s.kommunekode
JOIN (
    SELECT sag_id
    FROM (
        SELECT DISTINCT sag_id, udbetalt, beloeb_oere FROM ydelse_udbetalinger
        WHERE udbetalt BETWEEN getvariable('seneste_start') AND getvariable('seneste_slut')
    )
    GROUP BY sag_id HAVING sum(beloeb_oere) > 0
) USING (sag_id)
LEFT JOIN gaeldende ON gammel = cpr::BIGINT
WHERE par10_aktiveringsdato <= getvariable('dag')
    AND oprettet <= getvariable('dag')
    AND (afsluttet IS NULL OR afsluttet >= getvariable('dag'));

CREATE TEMP TABLE par AS
SELECT cpr, aegtefaelle_cpr, fra AS gift
FROM (
    SELECT cpr, civilstand, aegtefaelle_cpr, fra
    FROM civilstande SEMI JOIN sager USING (cpr)
    WHERE fra <= getvariable('dag') AND (til IS NULL OR til >= getvariable('dag'))
    QUALIFY row_number() OVER (
        PARTITION BY cpr ORDER BY fra DESC, civilstand DESC, aegtefaelle_cpr DESC NULLS LAST
    ) = 1
)
WHERE civilstand IN ('G', 'P') AND aegtefaelle_cpr IS NOT NULL;

CREATE TEMP TABLE separerede AS
WITH i_kraft AS (
    SELECT cpr, fra FROM separationer
    WHERE fra <= getvariable('dag') AND (til IS NULL OR til >= getvariable('dag'))
)
SELECT cpr, aegtefaelle_cpr, fra FROM par JOIN i_kraft USING (cpr) WHERE fra >= gift
UNION
SELECT par.cpr, aegtefaelle_cpr, fra
FROM par JOIN i_kraft ON i_kraft.cpr = aegtefaelle_cpr WHERE fra >= gift;

CREATE TEMP TABLE samboende AS
WITH spurgt AS (
    SELECT cpr FROM separerede WHERE fra < getvariable('start')
    UNION SELECT aegtefaelle_cpr FROM separerede WHERE fra < getvariable('start')
), bopael AS (
    SELECT cpr, adresse, reel
    FROM adresser SEMI JOIN spurgt USING (cpr)
    WHERE fra <= getvariable('dag') AND (til IS NULL OR til >= getvariable('dag'))
    QUALIFY row_number() OVER (PARTITION BY cpr ORDER BY fra DESC, adresse DESC) = 1
)
SELECT DISTINCT s.cpr, s.aegtefaelle_cpr
FROM separerede s
JOIN bopael egen ON egen.cpr = s.cpr
JOIN bopael anden ON anden.cpr = s.aegtefaelle_cpr AND anden.adresse = egen.adresse
WHERE egen.reel;

CREATE TEMP TABLE aegtefaeller AS
WITH tilstand AS (
    SELECT s.cpr, status
    FROM status s SEMI JOIN par ON par.aegtefaelle_cpr = s.cpr
    WHERE fra <= getvariable('dag') AND (til IS NULL OR til >= getvariable('dag'))
    QUALIFY row_number() OVER (PARTITION BY cpr ORDER BY fra DESC, status DESC) = 1
)
SELECT par.cpr, par.aegtefaelle_cpr
FROM par
ANTI JOIN (SELECT cpr FROM tilstand WHERE status = '90') doede ON doede.cpr = aegtefaelle_cpr
ANTI JOIN (SELECT cpr FROM separerede WHERE fra >= getvariable('start')) nylige
    ON nylige.cpr = par.cpr
ANTI JOIN (
    SELECT cpr FROM separerede ANTI JOIN samboende USING (cpr)
    WHERE fra < getvariable('start')
) tidligere ON tidligere.cpr = par.cpr;

CREATE TEMP TABLE personer AS
SELECT sag_id, 'YM' AS rolle, cpr, forsoerger, bidrag, vfra FROM sager
UNION ALL
SELECT sag_id, 'AEF', aegtefaelle_cpr, forsoerger, bidrag, vfra
FROM sager JOIN aegtefaeller USING (cpr);

CREATE TEMP TABLE fund (
    regel VARCHAR, sag_id VARCHAR, rolle VARCHAR, cpr BIGINT, haendelsesdato DATE, noegle VARCHAR
);
