-- To udfald af samme sag, regel, rolle, person og nøgle er ét, med den tidligste dato.
SELECT kommunekode, sag_id, regel, rolle, lpad(f.cpr::VARCHAR, 10, '0') AS cpr,
    min(haendelsesdato)::VARCHAR AS haendelsesdato, noegle
FROM fund f JOIN sager USING (sag_id)
GROUP BY ALL
ORDER BY ALL;
