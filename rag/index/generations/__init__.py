"""Generations of the index: built beside, published, read, rolled back.

contents            says what an index holds, of its words alone
failures            which generations failed of late, and which were mended of late
files               files of the index: copied whole, written to the disk itself, read
                    through
leases              locks on folders, which fall with the process that holds them
manifest            what a generation holds, and how to tell that it still does
leftovers           removes generations, and readers' copies of them, that nobody reads
reader_copy         a reader's own copy of the vectors, because Chroma writes when it
                    reads
generation          one generation as a reader has it open
pointer             CURRENT, the file that names the generation that answers
generation_folders  the generations of an index that are on this disk, and which one
                    answers
write_lock          one at a time, among all processes of a machine
generations         generations of the index: built beside, published by one rename,
                    rolled on
library             where the generations of an index are, and who makes them: on disk,
                    on a server
kept                what a home holds: generations that answer, may answer instead, or
                    are stale
published           gives searches the generation that answers, whatever became of the
                    latest one
"""
