"""How each answer came about, kept to be asked for.

trace      what is kept of how an answer came about: plain values, as JSON knows them
ring       keeps the traces of the last answers in one SQLite file; a ring
recording  answers as another does, and keeps a trace of how each answer came about
"""
