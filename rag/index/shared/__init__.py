"""The index on a Chroma server, for several machines.

shared_folders      the folders on this machine that hold the words of shared
                    generations
shared_words        builds the index of words of a shared generation: of its collection,
                    of a copy
shared_generations  generations of an index on a Chroma server, for any number of
                    machines
shared_lease        one writer at a time on a Chroma server, as far as that can be had
shared_rollback     which generation on a server answers after a rollback, and what is
                    said of it
shared_writer       writes generations to a Chroma server, for every machine to read
shared_index        what a machine may do with an index that it shares: read always,
                    write its own
"""
