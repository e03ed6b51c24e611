-- Regel 5, 6 og 8: B-indkomst, ny arbejdsgiver og ændring i andre offentlige ydelser.
INSERT INTO fund
WITH loebende AS (
    SELECT cpr, cvr, periode_fra, periode_til, disposition,
        sum(beloeb_oere) OVER (
            indkomst ORDER BY disposition, indberetning_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS hidtil,
        sum(beloeb_oere) OVER indkomst AS netto
    FROM indkomster WHERE indkomsttype = '05'
    WINDOW indkomst AS (PARTITION BY cpr, cvr, periode_fra, periode_til)
), over_graensen AS (
    SELECT cpr, cvr, periode_fra, periode_til, min(disposition) AS dag
    FROM loebende WHERE netto > 50000 AND hidtil > 50000
    GROUP BY ALL
)
SELECT 'b_indkomst', sag_id, rolle, cpr, dag, concat(cvr, '|', periode_fra, '|', periode_til)
FROM personer JOIN over_graensen USING (cpr)
WHERE (rolle = 'YM' OR forsoerger) AND dag BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
WITH loen AS (
    SELECT cpr, cvr, periode_fra, periode_til, disposition, beloeb_oere
    FROM indkomster
    WHERE indkomsttype = '00'
        OR indkomsttype = '04'
            AND coalesce(indtaegtsart, '') NOT IN ('0005', '0006', '0013', '0016')
            AND coalesce(left(branchekode, 2), '') NOT IN ('84', '65')
), udbetalinger AS (
    SELECT cpr, cvr, periode_fra, periode_til, min(disposition) AS dag
    FROM loen SEMI JOIN (SELECT cpr FROM loen WHERE disposition >= getvariable('start')) USING (cpr)
    GROUP BY ALL HAVING sum(beloeb_oere) > 0
), raekkefoelge AS (
    SELECT cpr, cvr, dag,
        lag(cvr) OVER person AS forrige_cvr,
        dag - lag(dag) OVER person AS pause,
        lead(dag) OVER person IS NULL AS nyest
    FROM udbetalinger
    WINDOW person AS (PARTITION BY cpr ORDER BY dag, cvr, periode_fra, periode_til)
), ramte AS (
    SELECT sag_id, rolle, cpr, cvr, dag FROM personer JOIN raekkefoelge USING (cpr)
    WHERE nyest AND (forrige_cvr IS NULL OR forrige_cvr <> cvr OR pause > 60)
        AND (rolle = 'YM' OR forsoerger) AND dag BETWEEN vfra AND getvariable('slut')
), egne AS (
    SELECT cpr, cvr, dag, dag - lag(dag) OVER (PARTITION BY cpr, cvr ORDER BY dag) AS pause
    FROM udbetalinger SEMI JOIN ramte USING (cpr, cvr)
), forloeb AS (
    SELECT cpr, cvr, max(dag) AS foerste FROM egne WHERE pause IS NULL OR pause > 60 GROUP BY ALL
)
SELECT 'ny_arbejdsgiver', sag_id, rolle, cpr, dag, concat(cvr, '|', foerste)
FROM ramte JOIN forloeb USING (cpr, cvr);

INSERT INTO fund
WITH maaneder AS (
    SELECT cpr, cvr, if(indkomsttype = '04', concat('04-', indtaegtsart), indkomsttype) AS art,
        date_trunc('month', periode_til)::DATE AS maaned,
        sum(beloeb_oere) AS netto, min(disposition) AS foerste
    FROM indkomster
    WHERE (indkomsttype IN ('01', '07')
        OR indkomsttype = '04' AND indtaegtsart IN ('0005', '0006', '0013', '0016'))
        AND periode_til >= getvariable('start') - INTERVAL 1 MONTH
    GROUP BY ALL
), aendringer AS (
    SELECT cpr, cvr, art, maaned, m.foerste,
        coalesce(m.netto, 0) > 0 AS faar,
        coalesce(f.netto, 0) > 0 AS fik,
        CASE
            WHEN faar AND NOT fik THEN 'START'
            WHEN faar AND fik AND abs(m.netto - f.netto) > 50000 THEN 'BELOEB'
            WHEN fik AND NOT faar
                AND maaned <= date_trunc('month', getvariable('dag')) - INTERVAL 2 MONTH THEN 'STOP'
        END AS aendring
    FROM maaneder m
    FULL JOIN (
        SELECT cpr, cvr, art, (maaned + INTERVAL 1 MONTH)::DATE AS maaned, netto FROM maaneder
    ) f USING (cpr, cvr, art, maaned)
)
SELECT 'aendring_andre_ydelser', sag_id, rolle, cpr,
    if(aendring = 'STOP', maaned, foerste) AS dato,
    concat(cvr, '|', art, '|', strftime(maaned, '%Y-%m'), '|', aendring)
FROM personer JOIN aendringer USING (cpr)
WHERE aendring IS NOT NULL AND (rolle = 'YM' OR forsoerger)
    AND maaned BETWEEN date_trunc('month', vfra) AND getvariable('dag')
    AND dato BETWEEN vfra AND getvariable('slut');
