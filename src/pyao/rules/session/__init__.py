"""From the dice to the last save: making a character, coming in, questions about oneself, leaving."""
