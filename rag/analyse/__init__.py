"""Text -> the terms by which words are ranked: morphemes, grams, sounds.

glossary         concepts of the field with their names and plain descriptions
grams            character grams: Hangul by two, Latin by three; they forgive spacing
                 and typos
misreadings      finds words whose reading no Korean word has, such as 도커 read as 도
                 and 크다
hangul           Korean words: the content morphemes of a text, by Kiwi or by a list of
                 particles
stop_words       words that say little by themselves, such as 경우, command and albeit
latin            words in Latin script: split, stemmed, and identifiers kept whole
consonants       classes of Hangul consonants that Korean does not tell apart in English
                 words
transliteration  whether a Hangul word is an English one as Korean writes it, by rule
                 alone
phonetic         consonant keys by which an English word meets its Korean
                 transliteration
question_units   what a question speaks of, word by word, and how a passage may have it
whole_words      words that a dictionary doesn't know, put together again as they are
                 typed
terms            the three fields of terms that a text is found by
aliases          names of one thing, mined from the notes:
                 ``모방 학습(Imitation Learning, IL)``
cross_script     whether a text holds a word in the other script, or in another spelling
watch            ends a process that keeps us waiting
kiwi_process     Korean morphemes from a process of its own
"""
