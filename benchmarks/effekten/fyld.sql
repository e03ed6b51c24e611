-- En kommunes år. Mønsteret er trukket én gang: afsluttede sager jævnt over månederne, en tiendedel
-- så mange udløbne og lige så mange åbne. Kommunen har det så mange gange, hver gang som nye sager.
SELECT setseed(0.29);
CREATE TEMP TABLE moenster AS
SELECT nr, slags, lukket, bestilt, aendret,
       greatest((bestilt - floor(random() * 60) * interval '1 day')::date, %(fra)s) AS fundet,
       (%(kle)s::text[])[1 + floor(power(random(), 2) * cardinality(%(kle)s::text[]))::int] AS kle,
       2 + (random() < 0.2)::int AS trin, floor(random() * 97)::int AS foerste_regel
FROM (
  SELECT *, lukket - floor(random() * 40) * interval '1 day' AS bestilt,
         slags = 'AENDRET_TILDELING' AS aendret
  FROM (
    SELECT nr,
           CASE WHEN nr > %(afsluttede)s * 1.1 THEN 'LEDIG'
                WHEN nr > %(afsluttede)s THEN 'UDLOEBET'
                WHEN random() < 0.6 THEN 'HENLAGT_VISITERING'
                WHEN random() < 0.5 THEN 'HENLAGT_EFTER_PARTSHOERING'
                ELSE 'AENDRET_TILDELING' END AS slags,
           (CASE WHEN nr > %(afsluttede)s * 1.1
                 THEN %(til)s::timestamp - random() * interval '80 days'
                 ELSE %(fra)s::timestamp + nr %% 12 * interval '1 month'
                      + interval '7 hours' + floor(random() * 28) * interval '1 day'
                 END) AT TIME ZONE 'Europe/Copenhagen' AS lukket
    FROM generate_series(1, %(afsluttede)s * 12 / 10) AS nr
  ) AS sluttet
) AS bestilt;

CREATE TEMP TABLE nye AS
SELECT moenster.*, i, gen_random_uuid() AS id, gen_random_uuid() AS bestilling,
       lpad((61 + i %% 31)::text, 2, '0') || lpad((1 + i / 31 %% 12)::text, 2, '0')
         || lpad((i / 372 %% 100)::text, 2, '0') || (1000 + i / 37200 %% 9000)::text AS cpr
FROM moenster, LATERAL (
  SELECT (gang * %(afsluttede)s * 12 / 10 + nr)::int AS i
  FROM generate_series(0, %(gange)s - 1) AS gang
) AS numre;

INSERT INTO samkoering_sag (id, kommune_id, sagsnr, cpr, kle, kontroltrin, tilstand, fundet,
                            udloeber, version, afsluttet, frisk_ark_oensket)
SELECT id, %(kommune)s, 'R-26-' || lpad(i::text, 8, '0'), cpr, kle, trin, slags, fundet,
       fundet + 92, 0, CASE WHEN slags <> 'LEDIG' THEN lukket END, false
FROM nye;

INSERT INTO samkoering_udfald (id, kommune_id, sag_id, koersel_id, kildesag, kle, regel, rolle,
                               ym_cpr, cpr, haendelsesdato, noegle, identitet, saetning, bevis,
                               tilstand, fundet)
SELECT gen_random_uuid(), %(kommune)s, id, %(koersel)s, 'K-' || i, kle, regel, 'YM', cpr, cpr,
       fundet - 20, i::text, regel || '|YM|' || cpr || '|' || i, 'Borgeren er flyttet.', '{}',
       CASE slags WHEN 'LEDIG' THEN 'AABENT' WHEN 'UDLOEBET' THEN 'UDLOEBET' ELSE 'BEHANDLET' END,
       fundet
FROM nye, LATERAL (
  SELECT (%(regler)s::text[])[1 + (foerste_regel + plads * 5)
                              %% cardinality(%(regler)s::text[])] AS regel
  FROM generate_series(0, CASE WHEN nr %% 3 = 0 THEN 1 ELSE 0 END) AS plads
) AS fundne;

INSERT INTO kontrol_bestilling (id, kommune_id, sag_id, bruger_id, bestilt, token, navn_orden,
                                lukket, lukning)
SELECT bestilling, %(kommune)s, id, %(bruger)s, bestilt, gen_random_uuid(),
       'borger ' || lpad(i::text, 8, '0'), lukket, 'FEEDBACK'
FROM nye WHERE slags NOT IN ('LEDIG', 'UDLOEBET');

INSERT INTO feedback_feedback (id, kommune_id, bestilling_id, sag_id, bruger_id, registreret,
                               token, resultat, partshoering_sendt, aendring, aarsag, krav_oere,
                               krav_fra, krav_til, maanedlig_aendring_oere, afgoerelsesdato,
                               bemaerkning)
SELECT gen_random_uuid(), %(kommune)s, bestilling, id, %(bruger)s, lukket, gen_random_uuid(),
       slags, CASE WHEN slags <> 'HENLAGT_VISITERING' THEN lukket::date - 14 END,
       CASE WHEN aendret THEN (ARRAY['STOPPES', 'NEDSAETTES', 'FORHOEJES'])[1 + nr %% 3] ELSE '' END,
       CASE WHEN aendret THEN
         (ARRAY['INGEN', 'MYNDIGHEDSFEJL', 'BORGERFEJL', 'FORMODET_SVIG'])[1 + nr / 3 %% 4]
         ELSE '' END,
       CASE WHEN aendret THEN nr %% 5 / 2 * 100 * (5 + nr %% 300) END,
       CASE WHEN aendret THEN lukket::date - 60 END, CASE WHEN aendret THEN lukket::date END,
       CASE WHEN aendret THEN -100 * (nr %% 4000) END, CASE WHEN aendret THEN lukket::date END, ''
FROM nye
WHERE slags NOT IN ('LEDIG', 'UDLOEBET');

DROP TABLE nye, moenster;
