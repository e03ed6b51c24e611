"""Opslagene: ét pr. register, samtidig, hver med sit svar eller sin fejl."""
