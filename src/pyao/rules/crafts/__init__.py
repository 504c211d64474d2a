"""What players make with their hands: gathering, smelting, melting, smithing, carpentry, upgrading, bonfires."""
