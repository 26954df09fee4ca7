"""The words around a question: how it is typed, inflected, framed and negated.

endings        what may stand behind a Korean stem: the endings of verbs, the copula,
               particles
exclusion      ``2022년 말고``, ``except ML library``: what is left out instead of
               looked for
inflected      Korean words with their endings: ``썼더라고요``, ``적어뒀던데``,
               ``몇 개인지``
fillers        words that say nothing where nothing else is said: ``남은``, ``딱 하나``,
               ``only``
keyboard       undoes typing with the wrong keyboard layout: ``dkssud``, ``ㅠㅁㅅ초``
misspelt       what is commonly misspelt in the frame of a Korean question: ``뭐 햇어``
numerals_ko    Korean numerals: ``세``, ``이십삼``, ``3``
request_words  the words that ask for notes, as opposed to what the notes are about
lang           which language to answer in
"""
