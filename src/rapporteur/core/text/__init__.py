"""Text of unknown origin: what it says, in which language, where its words and sentences are."""
