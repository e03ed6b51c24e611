"""Demonstrationens historie: et år med rigtige nætter og opdigtede kolleger, kun når DEMO=true.

Intet i produktet kalder herind. Nætterne er motorens egne på den syntetiske verden; kollegernes
arbejde er trukket af et frø og skrevet i bundter, som portalens egne tjenester skriver det én ad
gangen (docs/demohistorik.md).
"""
