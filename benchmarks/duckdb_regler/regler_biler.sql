-- Regel 1–3: bilkøb, bilsalg og mange bilhandler.
CREATE TEMP TABLE handler AS
WITH biler AS (
    SELECT coalesce(ny, cpr::BIGINT) AS cpr, stelnummer, erhvervet, afhaendet,
        foerste_registrering + INTERVAL 15 YEAR AS sidste_unge_dag
    FROM r75_biler LEFT JOIN gaeldende ON gammel = cpr::BIGINT
    WHERE r75_indeks = '7500100' AND ejerbrugerkode IN (2, 3, 6, 9)
), handler AS (
    SELECT cpr, stelnummer, sidste_unge_dag, erhvervet AS dag, 'K' AS art FROM biler
    UNION ALL
    SELECT cpr, stelnummer, sidste_unge_dag, afhaendet, 'S' FROM biler
)
SELECT sag_id, rolle, cpr, stelnummer, dag, art, dag > sidste_unge_dag AS gammel
FROM personer JOIN handler USING (cpr)
WHERE forsoerger AND sidste_unge_dag IS NOT NULL AND dag BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
SELECT if(art = 'K', 'bilkoeb', 'bilsalg'), sag_id, rolle, cpr, dag, concat(stelnummer, '|', dag)
FROM handler WHERE NOT gammel;

INSERT INTO fund
SELECT 'mange_bilhandler', sag_id, rolle, cpr, max(dag), max(concat(dag, ':', stelnummer, ':', art))
FROM (SELECT DISTINCT sag_id, rolle, cpr, dag, stelnummer, art FROM handler WHERE gammel)
GROUP BY sag_id, rolle, cpr HAVING count(*) >= 3;
