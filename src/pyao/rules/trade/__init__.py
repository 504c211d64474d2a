"""Gold and goods that change hands: shops, the bank, the casino, and trade between two players."""
