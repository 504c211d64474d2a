"""The Royal Army and the Dark Legion: enlisting, rising, being thrown out."""
