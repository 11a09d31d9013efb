"""Letters: their merge fields, and one letter set as PDF or as plain text."""
