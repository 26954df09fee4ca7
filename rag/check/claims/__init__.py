"""A reply as sentences, and of which kind each of them is.

absence        sentences that say what the notes lack: of all that was asked, or of a
               part
assent         a yes or a no that says nothing of its own, and leans on what stands
               behind it
claims         splits a reply into sentences, each with the passages that it cites
closed_world   a closed world: links and mentions in an answer are those of its notes
code_comments  comments that a model adds to the code of a note: they stand or fall
               alone
lead_ins       what introduces something in a reply: headings, bold titles, lead-ins
tongue         tells whether a sentence is in another language than the one it should be
               in
"""
