"""Documents of the United Nations that came as text, read into the tree.

`text` takes plain text or Markdown, with the furniture of pages, wrapped lines and cut words where
it has them, and tells by the form of such documents what is masthead, heading, paragraph, note and
table. What it cannot place is kept as words, and said.
"""
