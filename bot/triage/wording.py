"""What staff are told about a lead, in both languages."""

from bot.domain import Bilingual, CloseOutcome, Exemption, Fault, MoveKind, TriageState, Unfit

STATES = {
    TriageState.SUGGESTED: Bilingual("ingen har den endnu", "nobody has it yet"),
    TriageState.ENGAGED: Bilingual("i gang", "in hand"),
    TriageState.WAITING: Bilingual("venter", "waiting"),
    TriageState.UNSUITABLE: Bilingual("ikke egnet", "not a fit"),
    TriageState.CLOSED: Bilingual("afsluttet", "closed"),
}
MOVES = {
    MoveKind.CLAIM: Bilingual("Tag den", "Claim"),
    MoveKind.RELEASE: Bilingual("Giv slip", "Release"),
    MoveKind.ASSIGN: Bilingual("Giv til en kollega", "Assign"),
    MoveKind.PASS_ON: Bilingual("Send videre", "Pass on"),
    MoveKind.PARK: Bilingual("Parkér", "Park"),
    MoveKind.NOT_A_FIT: Bilingual("Ikke egnet", "Not a fit"),
    MoveKind.CLOSE: Bilingual("Afslut", "Close"),
    MoveKind.REOPEN: Bilingual("Genåbn", "Re-open"),
    MoveKind.HAND_BACK: Bilingual("Giv tilbage til Indgang", "Hand back to Indgang"),
    MoveKind.EXEMPT: Bilingual("Undtag fra fristen", "Exempt from the deadline"),
    MoveKind.ANSWER: Bilingual("Svar virksomheden", "Send to the company"),
    MoveKind.WITHDRAW: Bilingual("Trukket tilbage", "Withdrawn"),
}
DONE = {
    MoveKind.CLAIM: Bilingual("tog den", "claimed it"),
    MoveKind.RELEASE: Bilingual("gav slip på den", "released it"),
    MoveKind.ASSIGN: Bilingual("gav den til", "assigned it to"),
    MoveKind.PASS_ON: Bilingual("foreslog virksomheden", "suggested to the company"),
    MoveKind.PARK: Bilingual("parkerede den", "parked it"),
    MoveKind.NOT_A_FIT: Bilingual("fandt den ikke egnet:", "found it not a fit:"),
    MoveKind.CLOSE: Bilingual("afsluttede den:", "closed it:"),
    MoveKind.REOPEN: Bilingual("genåbnede den", "re-opened it"),
    MoveKind.HAND_BACK: Bilingual("gav samtalen tilbage til Indgang", "handed the conversation back to Indgang"),
    MoveKind.EXEMPT: Bilingual("undtog den fra fristen:", "exempted it from the deadline:"),
    MoveKind.ANSWER: Bilingual("svarede virksomheden", "wrote to the company"),
    MoveKind.WITHDRAW: Bilingual("trak den tilbage", "withdrew it"),
}
UNFIT = {
    Unfit.OTHER_FIELD: Bilingual("den hører til et andet fagområde", "it belongs to another field"),
    Unfit.OTHER_PLACE: Bilingual("den hører til et andet sted", "it belongs in another place"),
    Unfit.TOO_EARLY: Bilingual("det er for tidligt for produktet", "it is too early for the product"),
    Unfit.NO_CAPACITY: Bilingual("der er ikke plads til flere lige nu", "there is no room for more right now"),
    Unfit.NEEDS_TENDER: Bilingual("det kræver et udbud", "it takes a tender"),
    Unfit.OTHER: Bilingual("den kan ikke tages op her", "it cannot be taken up here"),
}
OUTCOMES = {
    CloseOutcome.AGREED: Bilingual("aftale", "agreement"),
    CloseOutcome.ADVISED: Bilingual("rådgivet", "advised"),
    CloseOutcome.PASSED_ON: Bilingual("sendt videre", "passed on"),
    CloseOutcome.NO_ANSWER: Bilingual("virksomheden svarede ikke", "the company did not answer"),
    CloseOutcome.DUPLICATE: Bilingual("dublet", "duplicate"),
    CloseOutcome.OTHER: Bilingual("andet", "other"),
}
EXEMPTIONS = {
    Exemption.COMPANY_SILENT: Bilingual("virksomheden svarer ikke", "the company does not answer"),
    Exemption.WRONG_ADDRESS: Bilingual("adressen er forkert", "the address is wrong"),
    Exemption.TECHNICAL: Bilingual("teknisk fejl", "technical failure"),
    Exemption.CAPACITY: Bilingual("for mange på én gang", "too many at once"),
    Exemption.AGREED_LATER: Bilingual("aftalt til senere med virksomheden", "agreed with the company for later"),
}
FAULTS = {
    Fault.WRONG: Bilingual("forkert", "wrong"),
    Fault.OUTDATED: Bilingual("forældet", "outdated"),
    Fault.INCOMPLETE: Bilingual("ufuldstændigt", "incomplete"),
    Fault.INAPPROPRIATE: Bilingual("upassende", "inappropriate"),
    Fault.OTHER: Bilingual("andet", "other"),
}
DEFAULT_TERMS = Bilingual(
    "Fristen er denne installations egen; ingen kilde lover en.",
    "The deadline is this installation's own; no source promises one.",
)

ALREADY_TAKEN = Bilingual("{name} har den allerede. Tak, fordi du også ville.", "{name} already has it. Thank you.")
YOURS_ALREADY = Bilingual("Du har den allerede.", "You already have it.")
CHANGED_MEANWHILE = Bilingual(
    "Henvendelsen har ændret sig, siden du så den. Se på den igen.",
    "The lead has changed since you saw it. Look at it again.",
)
WITHDRAWN_BY_COMPANY = Bilingual(
    "Virksomheden har trukket henvendelsen tilbage.", "The company has withdrawn the enquiry."
)
NOT_NOW = Bilingual(
    "Det kan ikke lade sig gøre nu: henvendelsen er {state}.", "That is not possible now: the lead is {state}."
)
WORDS_STAY = Bilingual(
    "Det er sendt til virksomheden og kan ikke ændres eller slettes. Send en rettelse.",
    "It has been sent to the company and cannot be changed or deleted. Send a correction.",
)
NO_FILES = Bilingual(
    "Filer kan ikke sendes. Skriv, hvad virksomheden skal vide.",
    "Files cannot be sent. Write what the company needs to know.",
)
