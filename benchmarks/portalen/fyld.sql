-- En kommunes åbne sager: seks af ti kan bestilles, resten er fordelt på kommunens medarbejdere.
CREATE TEMP TABLE nye AS
SELECT gen_random_uuid() AS id, i,
       lpad((61 + i %% 31)::text, 2, '0') || lpad((1 + i / 31 %% 12)::text, 2, '0')
         || lpad((i / 372 %% 100)::text, 2, '0') || (1000 + i / 37200 %% 9000)::text AS cpr,
       (%(kle)s::text[])[1 + i %% cardinality(%(kle)s::text[])] AS kle,
       CASE WHEN i %% 10 < 6 THEN 'LEDIG' WHEN i %% 10 < 8 THEN 'BESTILT'
            WHEN i %% 10 = 8 THEN 'VISITERES' ELSE 'PARTSHOERING' END AS tilstand,
       (%(brugere)s::int[])[1 + i / 10 %% cardinality(%(brugere)s::int[])] AS bruger
FROM generate_series(1, %(antal)s) AS i;

INSERT INTO samkoering_sag (id, kommune_id, sagsnr, cpr, kle, kontroltrin, tilstand, fundet,
                            udloeber, tildelt_id, version, frisk_ark_oensket)
SELECT id, %(kommune)s, 'R-26-' || lpad(i::text, 8, '0'), cpr, kle, 2, tilstand,
       current_date - i %% 90, current_date + i %% 92,
       CASE WHEN tilstand <> 'LEDIG' AND i %% 97 > 0 THEN bruger END, 0, false
FROM nye;

INSERT INTO samkoering_udfald (id, kommune_id, sag_id, koersel_id, kildesag, kle, regel, rolle,
                               ym_cpr, cpr, haendelsesdato, noegle, identitet, saetning, bevis,
                               tilstand, fundet)
SELECT gen_random_uuid(), %(kommune)s, id, %(koersel)s, 'K-' || i, kle, regel, 'YM', cpr, cpr,
       current_date - 20, i::text, regel || '|YM|' || cpr || '|' || i, 'Borgeren er flyttet.',
       '{}', 'AABENT', current_date - i %% 90
FROM nye, LATERAL (
  SELECT (%(regler)s::text[])[1 + (i + nr * 5) %% cardinality(%(regler)s::text[])] AS regel
  FROM generate_series(0, CASE WHEN i %% 3 = 0 THEN 1 ELSE 0 END) AS nr
) AS fundne;

INSERT INTO samkoering_kontrolark (id, kommune_id, sag_id, koersel_id, udgave, indhold, sha256,
                                   oprettet)
SELECT gen_random_uuid(), %(kommune)s, id, %(koersel)s, 1,
       jsonb_set(jsonb_set(%(ark)s::jsonb, '{ym,cpr}', to_jsonb(cpr)), '{ym,navn}',
                 to_jsonb('Borger ' || i || ' Prøvesen')), md5(id::text) || md5(cpr), now()
FROM nye WHERE tilstand <> 'LEDIG' OR i <= %(ledige_ark)s;

INSERT INTO kontrol_bestilling (id, kommune_id, sag_id, bruger_id, bestilt, token, navn_orden,
                                lukning)
SELECT gen_random_uuid(), %(kommune)s, id, bruger, now() - (2 + i %% 30) * interval '1 day',
       gen_random_uuid(), 'borger ' || lpad(i::text, 8, '0'), ''
FROM nye WHERE tilstand <> 'LEDIG';

DROP TABLE nye;
