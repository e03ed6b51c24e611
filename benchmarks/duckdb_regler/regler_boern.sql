-- Regel 10, 14 og 15: barn flytter hjemmefra, fødsel og barn afdøet ved døden.
CREATE TEMP TABLE familier AS SELECT * FROM personer JOIN boern USING (cpr);

CREATE TEMP TABLE skiftedage AS
SELECT cpr, fra AS dag FROM adresser
WHERE fra BETWEEN getvariable('start') AND getvariable('slut')
UNION
SELECT cpr, til + 1 FROM adresser
WHERE til BETWEEN getvariable('start') - 1 AND getvariable('slut') - 1;

CREATE TEMP TABLE kandidater AS
SELECT cpr, barn_cpr, dag FROM familier JOIN skiftedage USING (cpr)
UNION
SELECT f.cpr, barn_cpr, dag FROM familier f JOIN skiftedage s ON s.cpr = barn_cpr;

INSERT INTO fund
WITH spurgt AS (
    SELECT cpr, dag FROM kandidater
    UNION SELECT barn_cpr, dag FROM kandidater
    UNION SELECT cpr, dag - 1 FROM kandidater
    UNION SELECT barn_cpr, dag - 1 FROM kandidater
), bopael AS (
    SELECT s.cpr, dag, adresse, reel
    FROM spurgt s
    JOIN adresser a ON a.cpr = s.cpr AND fra <= dag AND (til IS NULL OR til >= dag)
    QUALIFY row_number() OVER (PARTITION BY s.cpr, dag ORDER BY fra DESC, adresse DESC) = 1
), begynder AS (
    SELECT cpr, fra AS dag, bool_or(aarsag <> 'OMKODNING') AS flyttede
    FROM adresser WHERE fra BETWEEN getvariable('start') AND getvariable('slut') GROUP BY ALL
), flyttedage AS (
    SELECT cpr, dag FROM begynder WHERE flyttede
    UNION SELECT cpr, dag FROM skiftedage ANTI JOIN begynder USING (cpr, dag)
), skilte AS (
    SELECT k.cpr, k.barn_cpr, k.dag
    FROM kandidater k
    JOIN bopael foraelder_foer ON foraelder_foer.cpr = k.cpr AND foraelder_foer.dag = k.dag - 1
    JOIN bopael barn_foer ON barn_foer.cpr = k.barn_cpr AND barn_foer.dag = k.dag - 1
        AND barn_foer.adresse = foraelder_foer.adresse AND barn_foer.reel
    LEFT JOIN bopael foraelder ON foraelder.cpr = k.cpr AND foraelder.dag = k.dag
    LEFT JOIN bopael barn ON barn.cpr = k.barn_cpr AND barn.dag = k.dag
    JOIN foedsler ON foedsler.cpr = k.barn_cpr
    WHERE NOT coalesce(foraelder.reel AND foraelder.adresse = barn.adresse, false)
        AND k.dag < foedselsdato + INTERVAL 18 YEAR
        AND ((k.cpr, k.dag) IN (FROM flyttedage) OR (k.barn_cpr, k.dag) IN (FROM flyttedage))
), tilstand AS (
    SELECT s.cpr, dag, status
    FROM (SELECT cpr, dag FROM skilte UNION SELECT barn_cpr, dag FROM skilte) s
    JOIN status t ON t.cpr = s.cpr AND fra <= dag AND (til IS NULL OR til >= dag)
    QUALIFY row_number() OVER (PARTITION BY s.cpr, dag ORDER BY fra DESC, status DESC) = 1
), doede AS (
    SELECT cpr, dag FROM tilstand WHERE status = '90'
)
SELECT 'barn_flytter', sag_id, rolle, cpr, dag,
    concat(lpad(barn_cpr::VARCHAR, 10, '0'), '|', dag) AS noegle
FROM familier JOIN skilte USING (cpr, barn_cpr)
WHERE dag BETWEEN vfra AND getvariable('slut')
    AND (cpr, dag) NOT IN (FROM doede) AND (barn_cpr, dag) NOT IN (FROM doede)
QUALIFY row_number() OVER (PARTITION BY sag_id, noegle ORDER BY rolle DESC) = 1;

INSERT INTO fund
SELECT 'foedsel', sag_id, rolle, f.cpr, foedselsdato, lpad(barn_cpr::VARCHAR, 10, '0')
FROM familier f JOIN foedsler ON foedsler.cpr = barn_cpr
WHERE rolle = 'YM' AND foedselsdato BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
SELECT 'barn_doer', sag_id, rolle, f.cpr, fra, lpad(barn_cpr::VARCHAR, 10, '0')
FROM familier f JOIN status s ON s.cpr = barn_cpr
WHERE rolle = 'YM' AND status = '90' AND fra BETWEEN vfra AND getvariable('slut');
