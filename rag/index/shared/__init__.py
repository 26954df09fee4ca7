"""The index on a Chroma server, for several machines.

folders      the folders on this machine that hold the words of shared generations
word_index   builds the index of words of a shared generation: of its collection, of a
             copy
generations  generations of an index on a Chroma server, for any number of machines
lease        one writer at a time on a Chroma server, as far as that can be had
rollback     which generation on a server answers after a rollback, and what is said of
             it
writer       writes generations to a Chroma server, for every machine to read
access       what a machine may do with an index that it shares: read always, write its
             own
"""
