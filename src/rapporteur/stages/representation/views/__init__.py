"""The pages of the representation, one file for each kind of person who comes to them."""
