"""From what a contributor or an official types to clean values."""
