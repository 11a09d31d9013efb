"""What the register and the codings count up to."""
