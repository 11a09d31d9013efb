"""Forms: one definition, from which come the page, the fillable PDF, and the reading of it."""
