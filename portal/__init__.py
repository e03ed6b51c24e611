"""Django-projektet: indstillinger, adresser, overblik og drift."""
