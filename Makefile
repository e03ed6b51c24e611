# Tynd: alt sker i scripts/koer, som også kan kaldes direkte, når make ikke findes.
OPGAVER := run test lint bevis benchmark assets lock kode
# make kode BRUGER=mette: koden, en demobrugers app viser lige nu.
BRUGER ?= mette

.PHONY: $(OPGAVER)
.DEFAULT_GOAL := run

$(OPGAVER):
	@sh scripts/koer $@ $(if $(filter kode,$@),$(BRUGER))
