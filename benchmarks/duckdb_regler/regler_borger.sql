-- Regel 9 og 11–13: civilstand, flytning, død og borgerstatus på ydelsesmodtageren selv.
INSERT INTO fund
SELECT 'civilstand', sag_id, rolle, cpr, fra, concat(civilstand, '|', fra)
FROM personer JOIN civilstande USING (cpr)
WHERE rolle = 'YM' AND forsoerger AND civilstand IN ('G', 'P', 'F', 'O', 'E', 'L')
    AND fra BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
SELECT 'civilstand', sag_id, rolle, cpr, fra, concat('SEP|', fra)
FROM personer JOIN separationer USING (cpr)
WHERE rolle = 'YM' AND forsoerger AND fra BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
WITH fyldte AS (
    SELECT sag_id, rolle, cpr, fra AS separeret, (fra + INTERVAL 3 MONTH)::DATE AS dag
    FROM personer JOIN separationer USING (cpr)
    WHERE rolle = 'YM' AND forsoerger
        AND dag BETWEEN vfra AND least(getvariable('slut'), getvariable('dag'))
        AND (til IS NULL OR til >= dag)
), forfaldne AS (
    SELECT *
    FROM (
        SELECT f.*, civilstand, aegtefaelle_cpr, fra AS gift
        FROM fyldte f JOIN civilstande c ON c.cpr = f.cpr
            AND c.fra <= dag AND (c.til IS NULL OR c.til >= dag)
        QUALIFY row_number() OVER (
            PARTITION BY sag_id, separeret
            ORDER BY fra DESC, civilstand DESC, aegtefaelle_cpr DESC NULLS LAST
        ) = 1
    )
    WHERE civilstand IN ('G', 'P') AND aegtefaelle_cpr IS NOT NULL AND gift <= separeret
), aegtefaellens_status AS (
    SELECT f.aegtefaelle_cpr, f.dag, status
    FROM (SELECT DISTINCT aegtefaelle_cpr, dag FROM forfaldne) f
    JOIN status s ON s.cpr = f.aegtefaelle_cpr AND s.fra <= dag AND (s.til IS NULL OR s.til >= dag)
    QUALIFY row_number() OVER (
        PARTITION BY f.aegtefaelle_cpr, f.dag ORDER BY fra DESC, status DESC
    ) = 1
), levende AS (
    SELECT * FROM forfaldne
    ANTI JOIN (SELECT aegtefaelle_cpr, dag FROM aegtefaellens_status WHERE status = '90')
        USING (aegtefaelle_cpr, dag)
), dage AS (
    SELECT DISTINCT cpr, aegtefaelle_cpr, separeret, dag AS frist,
        unnest(generate_series(separeret, dag, INTERVAL 1 DAY))::DATE AS dag
    FROM levende
), bopael AS (
    SELECT d.cpr, d.dag, adresse, reel
    FROM (SELECT cpr, dag FROM dage UNION SELECT aegtefaelle_cpr, dag FROM dage) d
    JOIN adresser a ON a.cpr = d.cpr AND a.fra <= dag AND (a.til IS NULL OR a.til >= dag)
    QUALIFY row_number() OVER (PARTITION BY d.cpr, d.dag ORDER BY fra DESC, adresse DESC) = 1
), samboende AS (
    SELECT d.cpr, d.aegtefaelle_cpr, d.separeret
    FROM dage d
    LEFT JOIN bopael egen ON egen.cpr = d.cpr AND egen.dag = d.dag
    LEFT JOIN bopael anden ON anden.cpr = d.aegtefaelle_cpr AND anden.dag = d.dag
    GROUP BY ALL
    HAVING bool_and(coalesce(egen.reel AND egen.adresse = anden.adresse, false))
)
SELECT 'civilstand', sag_id, rolle, cpr, dag, concat('SEP_OPHAEVET|', separeret)
FROM levende SEMI JOIN samboende USING (cpr, aegtefaelle_cpr, separeret);

INSERT INTO fund
WITH flyttere AS (
    SELECT adresser.* FROM adresser
    SEMI JOIN (SELECT cpr FROM adresser WHERE fra >= getvariable('start')) USING (cpr)
), forrige AS (
    SELECT cpr, fra, lag(max(adresse)) OVER (PARTITION BY cpr ORDER BY fra) AS forrige_adresse
    FROM flyttere GROUP BY cpr, fra
)
SELECT 'flytning', sag_id, rolle, cpr, fra, concat(fra, '|', replace(adresse, chr(31), '-'))
FROM personer JOIN flyttere USING (cpr) JOIN forrige USING (cpr, fra)
WHERE rolle = 'YM' AND aarsag = 'FLYTNING' AND adresse <> forrige_adresse
    AND fra BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
SELECT 'borger_doer', sag_id, rolle, cpr, fra, '90'
FROM personer JOIN status USING (cpr)
WHERE rolle = 'YM' AND status = '90' AND fra BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
WITH grupper AS (
    FROM (VALUES
        ('80', 'UDREJST'), ('05', 'GROENLAND'), ('07', 'GROENLAND'), ('20', 'UDEN_BOPAEL'),
        ('70', 'FORSVUNDET'),
        ('30', 'PERSONNUMMER'), ('50', 'PERSONNUMMER'), ('60', 'PERSONNUMMER')
    ) AS grupper (status, gruppe)
), skift AS (
    SELECT status.* FROM status
    SEMI JOIN (SELECT cpr FROM status WHERE fra >= getvariable('start')) USING (cpr)
), forrige AS (
    SELECT cpr, fra, lag(max(status)) OVER (PARTITION BY cpr ORDER BY fra) AS forrige_status
    FROM skift GROUP BY cpr, fra
)
SELECT 'borgerstatus', sag_id, rolle, cpr, fra, concat(nu.gruppe, '|', fra)
FROM personer JOIN skift USING (cpr) JOIN forrige USING (cpr, fra)
JOIN grupper nu ON nu.status = skift.status
LEFT JOIN grupper foer ON foer.status = forrige_status
WHERE rolle = 'YM' AND forrige_status IS NOT NULL
    AND (nu.gruppe = 'PERSONNUMMER' OR nu.gruppe IS DISTINCT FROM foer.gruppe)
    AND fra BETWEEN vfra AND getvariable('slut');
