"""Listen over afsluttede kurser: en fil, hel eller afvist."""
