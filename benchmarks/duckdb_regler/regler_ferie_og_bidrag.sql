-- Regel 16 og 17: opstart af underholdsbidragssag og anmodning til Feriekonto.
INSERT INTO fund
SELECT 'underholdsbidrag', sag_id, p.rolle, p.cpr, oprettet, sagsnr
FROM udk_bidragssager b
LEFT JOIN gaeldende ON gammel = b.cpr::BIGINT
JOIN personer p ON p.cpr = coalesce(ny, b.cpr::BIGINT)
WHERE p.rolle = 'YM' AND bidrag
    AND (b.rolle = 'BIDRAGSMODTAGER' AND kle IN ('32.15.08', '32.15.20', '32.15.24')
        OR b.rolle = 'BIDRAGSBETALER' AND kle = '32.16.04')
    AND oprettet BETWEEN vfra AND getvariable('slut');

INSERT INTO fund
SELECT 'feriekonto', sag_id, rolle, p.cpr, anmodet, concat(anmodet, '|', foerste_feriedag)
FROM feriekonto_anmodninger a
LEFT JOIN gaeldende ON gammel = a.cpr::BIGINT
JOIN personer p ON p.cpr = coalesce(ny, a.cpr::BIGINT)
WHERE NOT annulleret AND (rolle = 'YM' OR forsoerger)
    AND anmodet BETWEEN vfra AND getvariable('slut');
