"""From the dice to the last save: creating a character, entering the world, asking about oneself, leaving."""
