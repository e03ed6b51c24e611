# Tynd: alt sker i scripts/koer, som også kan kaldes direkte, når make ikke findes.
OPGAVER := run test lint bevis benchmark assets lock

.PHONY: $(OPGAVER)
.DEFAULT_GOAL := run

$(OPGAVER):
	@sh scripts/koer $@
