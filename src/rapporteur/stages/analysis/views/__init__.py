"""The pages of the analysis, by what they are about."""
