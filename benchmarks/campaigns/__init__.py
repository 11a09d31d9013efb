"""What `rapporteur campaigns` finds, held against the truth about a docket, and what it costs."""
