"""What a meeting needs on paper: badges, place cards, lists."""
