"""How each answer came about, kept to be asked for.

trace   what is kept of how an answer came about: plain values, as JSON knows them
traces  keeps the traces of the last answers in one SQLite file; a ring
traced  answers as another does, and keeps a trace of how each answer came about
"""
