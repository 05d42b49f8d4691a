"""Records as sheets of an .xlsx book, for editors who work in Excel or WPS, and back again.

`writing.write_book` makes a book, `importing.import_books` reads books. Both need a library that takes a
tenth of a second to load, so nothing is imported here.
"""
