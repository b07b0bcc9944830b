"""What questions have in common, whatever they ask: read once an index, to take it away from every question.

They are written for this and say nothing of the knowledge. An index in one language still hears questions in both.
"""

from bot.domain import Language

COMMON_QUESTIONS = {
    Language.DANISH: (
        "Hvem skal man kontakte?",
        "Hvornår begynder det?",
        "Hvad koster det?",
        "Hvor ligger kontoret?",
        "Hvordan fungerer det i praksis?",
        "Hvilke krav gælder der?",
        "Kan man få hjælp til det?",
        "Hvorfor tager det så lang tid?",
        "Hvor mange deltager?",
        "Hvad er forskellen på de to?",
        "Er der regler for det?",
        "Hvem har ansvaret?",
        "Hvilket år blev det grundlagt?",
        "Hvad sker der bagefter?",
        "Skal vi have en aftale?",
        "Hvad hedder den største by?",
    ),
    Language.ENGLISH: (
        "Who should one contact?",
        "When does it begin?",
        "What does it cost?",
        "Where is the office?",
        "How does it work in practice?",
        "Which requirements apply?",
        "Can one get help with it?",
        "Why does it take so long?",
        "How many take part?",
        "What is the difference between the two?",
        "Are there rules for it?",
        "Who is responsible?",
        "In which year was it founded?",
        "What happens afterwards?",
        "Do we need an agreement?",
        "What is the largest city called?",
    ),
}
