"""What goes back on paper to whoever sent a fax or a letter: a receipt, and a stamped copy.

`receipt` prints what is known and promised of one item, `stamp` the reception stamp on a copy of
the first page. Both are PDF, tagged (PDF/UA-1, PDF/A-2a), in the six languages.
"""
