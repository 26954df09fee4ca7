"""Which part of a note each sentence of a checked answer rests on.

supporting_span   which part of a passage bears a sentence out, to quote just that
sentence_spans    a span for each sentence of a model's answer: the part of a note that
                  bears it out
attributed_draft  what a model's answer rests on: a span a sentence, and notes that say
                  otherwise
"""
