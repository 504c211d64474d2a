"""Sentinels, who ask working players for a code: whoever does not answer is no player but a program."""
