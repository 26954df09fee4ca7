"""Where passages are kept: words in SQLite, vectors in Chroma, here or on a server.

chroma_errors    what the failures of a Chroma server, and of the way to it, mean for us
chroma_http      the connection to a Chroma server: its client, its time-outs, its
                 failures
notes_db         the SQLite file of an index generation: entries, chunks, terms, files
                 seen
collection       what Chroma is told of a collection, its passages and filters, wherever
                 it is
chroma_local     the vectors and texts of the passages, in a Chroma of this machine
passage_records  what a shared collection says of each passage, so that its notes can be
                 re-made
chroma_server    the collections of one database on a Chroma server, and what is in them
server_vectors   the vectors of a shared generation: to search in one, and to build the
                 next
"""
