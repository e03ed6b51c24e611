-- Regel 4 og 7: ny virksomhed og momsindberetning.
INSERT INTO fund
SELECT 'ny_virksomhed', sag_id, p.rolle, p.cpr, virksomhed_start, concat(cvr, '|', virksomhed_start)
FROM cvr_deltagelser d
LEFT JOIN gaeldende ON gammel = d.cpr::BIGINT
JOIN personer p ON p.cpr = coalesce(ny, d.cpr::BIGINT)
WHERE d.rolle IN ('STIFTER', 'FULDT_ANSVARLIG_DELTAGER', 'INTERESSENT', 'INDEHAVER')
    AND rolle_fra <= virksomhed_start
    AND (p.rolle = 'YM' OR forsoerger)
    AND virksomhed_start BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
WITH kvartaler AS (
    SELECT coalesce(ny, cpr::BIGINT) AS cpr, cvr, aar, right(r75_indeks, 1)::INTEGER AS kvartal,
        max(indberettet) AS senest, make_date(aar, kvartal * 3 - 2, 1) AS foerste_dag,
        last_day(foerste_dag + INTERVAL 2 MONTH) AS sidste_dag
    FROM (SELECT DISTINCT cpr, cvr, aar, r75_indeks, beloeb_oere, indberettet FROM r75_moms)
    LEFT JOIN gaeldende ON gammel = cpr::BIGINT
    WHERE indberettet <= getvariable('dag') AND aar BETWEEN 1 AND 9998
    GROUP BY ALL HAVING sum(beloeb_oere) <> 0
)
SELECT 'momsindberetning', sag_id, rolle, cpr, if(sidste_dag >= vfra, sidste_dag, senest),
    concat(cvr, '|', aar, '|', kvartal)
FROM personer JOIN kvartaler USING (cpr)
WHERE (rolle = 'YM' OR forsoerger)
    AND (foerste_dag <= getvariable('slut') AND sidste_dag >= vfra
        OR sidste_dag < vfra AND senest BETWEEN vfra AND getvariable('slut'));
