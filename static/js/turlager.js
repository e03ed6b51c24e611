/* Telefonens lager: én køreliste, krypteret med AES-GCM under en nøgle, intet script kan læse ud.
 *
 * Lageret hører til en binding fra serveren (bruger, liste og dag). Den er en del af krypteringen, så
 * det, der er gemt under en anden, ikke kan læses. Efter midnat slettes det, før nogen ser det. */
const Turlager = (() => {
  "use strict";
  const NAVN = "koerelister", RUM = "tur";
  const loefte = (spoerg) => new Promise((ja, nej) => {
    spoerg.onsuccess = () => ja(spoerg.result);
    spoerg.onerror = () => nej(spoerg.error);
  });
  const aabn = () => {
    const spoerg = indexedDB.open(NAVN, 1);
    spoerg.onupgradeneeded = () => spoerg.result.createObjectStore(RUM);
    return loefte(spoerg);
  };
  const med = async (slags, arbejd) => {
    const db = await aabn();
    try {
      return await loefte(arbejd(db.transaction(RUM, slags).objectStore(RUM)));
    } finally {
      db.close();
    }
  };
  const hent = (navn) => med("readonly", (rum) => rum.get(navn));
  const laeg = (navn, vaerdi) => med("readwrite", (rum) => rum.put(vaerdi, navn));
  const bytes = (tekst) => new TextEncoder().encode(tekst);

  const noeglen = async () => {
    const gemt = await hent("noegle");
    if (gemt) return gemt;
    const ny = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await laeg("noegle", ny);
    return ny;
  };
  /* Alt væk: nøglen først, så resten er ulæseligt, også hvis det næste svigter. */
  const slet = async () => {
    await med("readwrite", (rum) => rum.delete("noegle"));
    await med("readwrite", (rum) => rum.clear());
  };
  const skriv = async (binding, udloeber, indhold) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const valg = { name: "AES-GCM", iv, additionalData: bytes(binding) };
    const lukket = await crypto.subtle.encrypt(valg, await noeglen(), bytes(JSON.stringify(indhold)));
    await laeg("tur", { iv, lukket, binding, udloeber });
  };
  /* Det gemte; null, når der intet er, når dagen er gået, eller når det ikke kan læses. */
  const laes = async () => {
    const gemt = await hent("tur");
    if (!gemt) return null;
    if (Date.now() >= Date.parse(gemt.udloeber)) { await slet(); return null; }
    try {
      const valg = { name: "AES-GCM", iv: gemt.iv, additionalData: bytes(gemt.binding) };
      const aaben = await crypto.subtle.decrypt(valg, await noeglen(), gemt.lukket);
      return { binding: gemt.binding, udloeber: gemt.udloeber, ...JSON.parse(new TextDecoder().decode(aaben)) };
    } catch {
      await slet();
      return null;
    }
  };
  return { laes, skriv, slet };
})();
