"""The symbols of United Nations documents: read, checked, mended, ordered, cited, found in text."""
