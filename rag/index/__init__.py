"""What is stored of the notes, and how it comes about.

Each knows only those that stand above it.

store/        where passages are kept: words in SQLite, vectors in Chroma, here or on a
              server
generations/  generations of the index: built beside, published, read, rolled back
update/       brings the index level with the notes
shared/       the index on a Chroma server, for several machines
"""
