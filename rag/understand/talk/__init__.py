"""What is said that no note answers: small talk, and tasks for somebody else.

rewording   what is to be done with an answer beside finding it: summed up, translated,
            set
sayings_ko  what is said as a whole in Korean when nothing is asked of the notes
talk_en     how people talk in English when they ask nothing of the notes
talk_ko     the words of Korean talk that asks nothing of the notes, in any order
smalltalk   tells talk that no note answers from questions, and what it is about
tasks       what tilbot is told to do and can't: write, recommend, quiz, put in other
            words
"""
