/* Arbejderen bag telefonens side. Den gemmer kun skallen og dens filer, aldrig en liste. */
"use strict";
const NAVN = "koerelister-1";
const SKAL = "{% url 'koereliste_tur' %}";
const FILER = [{% for fil in filer %}"{{ fil|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (e) => {
  e.waitUntil(caches.open(NAVN).then((lager) => lager.addAll([SKAL, ...FILER])).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (e) => {
  const gamle = caches.keys().then((navne) => Promise.all(navne.filter((n) => n !== NAVN).map((n) => caches.delete(n))));
  e.waitUntil(gamle.then(() => self.clients.claim()));
});
self.addEventListener("fetch", (e) => {
  const sti = new URL(e.request.url).pathname;
  if (e.request.method !== "GET" || (sti !== SKAL && !FILER.includes(sti))) return;
  // Nettet først: er brugeren logget af, er det log-in-siden, der skal vises.
  e.respondWith(fetch(e.request).catch(() => caches.match(sti)));
});
