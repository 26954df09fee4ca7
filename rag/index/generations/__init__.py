"""Generations of the index: built beside, published, read, rolled back.

leases           locks on folders, which fall with the process that holds them
cleanup          removes generations, and readers' copies of them, that nobody reads
durable_files    files of the index: copied whole, written to the disk itself, read
                 through
failures         which generations failed of late, and which were mended of late
manifest         what a generation holds, and how to tell that it still does
pointer          CURRENT, the file that names the generation that answers
folders          the generations of an index that are on this disk, and which one
                 answers
write_lock       one at a time, among all processes of a machine
generations      generations of the index: built beside, published by one rename, rolled
                 on
library          where the generations of an index are, and who makes them: on disk, on
                 a server
inventory        what a home holds: generations that answer, may answer instead, or are
                 stale
reader_copy      a reader's own copy of the vectors, because Chroma writes when it reads
open_generation  one generation as a reader has it open
published        gives searches the generation that answers, whatever became of the
                 latest one
status           says what an index holds, of its words alone
"""
