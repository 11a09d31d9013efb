"""The formal document: one typed tree, and one file for each form in which it is printed.

`tree` holds the nodes, `numbering` gives every number once, `json` keeps the tree. A renderer
(`html`, `pdf`, `docx`, `text`) takes a whole `Document` and returns a finished one. A new form is
a new file beside these: it asks `numbering` for the numbers and never counts for itself.
"""
