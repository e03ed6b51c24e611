"""Formålene, som de står i opslagsloggen og vises for borgeren."""

MODTAGET = "Sagsopstart: ansøgning om forsørgelse modtaget"
OPSLAG = "Sagsopstart: registeropslag ved ansøgning om forsørgelse"
VISNING = "Sagsopstart: fakta til ansøgningen"
DOKUMENT = "Sagsopstart: fakta lagt på sagen"
LISTE = "Sagsopstart: kommunens ansøgninger"
