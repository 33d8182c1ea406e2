; What Setup says beyond NSIS's own texts, in the languages of the program. A line a
; text; makensis refuses a language that lacks one. $\n is a new line, $\" a quote.
; Save this file as UTF-8.
;
;   welcome   the first page
;   about     what Windows shows when the pointer is over the link
;   open      before installing or removing, while the program runs
;   remove    before removing the program: yes removes keys and data too, no keeps them
;   left      after that, when something could not be removed

LangString welcome ${LANG_ENGLISH} "This installs Key Check for Pleo for you alone. No administrator is needed.$\n$\nUnofficial: an independent tool, not made or endorsed by Pleo."
LangString about ${LANG_ENGLISH} "Find out whether a Pleo API key works"
LangString open ${LANG_ENGLISH} "Key Check for Pleo is open. Close it, then press Retry."
LangString remove ${LANG_ENGLISH} "Also remove the keys and everything else that Key Check for Pleo keeps on this computer?$\n$\nThis cannot be undone. In Pleo, the keys stay valid until they are deleted there."
LangString left ${LANG_ENGLISH} "Not everything could be removed, so the program was kept. Open it and choose $\"Remove everything$\" to read what is left."

LangString welcome ${LANG_DANISH} "Key Check for Pleo bliver installeret kun til dig. Der skal ingen administrator til.$\n$\nUofficielt: et uafhængigt værktøj, som Pleo hverken har lavet eller godkendt."
LangString about ${LANG_DANISH} "Find ud af, om en API-nøgle til Pleo virker"
LangString open ${LANG_DANISH} "Key Check for Pleo er åbent. Luk det, og tryk så på Prøv igen."
LangString remove ${LANG_DANISH} "Vil du også fjerne nøglerne og alt andet, som Key Check for Pleo har gemt på denne computer?$\n$\nDet kan ikke fortrydes. I Pleo gælder nøglerne, til de slettes dér."
LangString left ${LANG_DANISH} "Ikke alt kunne fjernes, så programmet er blevet på computeren. Åbn det, og vælg $\"Fjern alt$\" for at se, hvad der er tilbage."

LangString welcome ${LANG_GERMAN} "Key Check for Pleo wird nur für Sie installiert. Ein Administrator ist nicht nötig.$\n$\nInoffiziell: ein unabhängiges Werkzeug, weder von Pleo hergestellt noch empfohlen."
LangString about ${LANG_GERMAN} "Herausfinden, ob ein API-Schlüssel für Pleo funktioniert"
LangString open ${LANG_GERMAN} "Key Check for Pleo ist geöffnet. Schließen Sie es und drücken Sie dann auf Wiederholen."
LangString remove ${LANG_GERMAN} "Auch die Schlüssel und alles andere entfernen, was Key Check for Pleo auf diesem Computer aufbewahrt?$\n$\nDas lässt sich nicht rückgängig machen. In Pleo bleiben die Schlüssel gültig, bis sie dort gelöscht werden."
LangString left ${LANG_GERMAN} "Nicht alles ließ sich entfernen, deshalb ist das Programm noch da. Öffnen Sie es und wählen Sie $\"Alles entfernen$\", um zu lesen, was übrig ist."

LangString welcome ${LANG_SPANISH} "Key Check for Pleo se instala solo para ti. No hace falta un administrador.$\n$\nNo oficial: una herramienta independiente, ni hecha ni avalada por Pleo."
LangString about ${LANG_SPANISH} "Averigua si una clave de API de Pleo funciona"
LangString open ${LANG_SPANISH} "Key Check for Pleo está abierto. Ciérralo y pulsa Reintentar."
LangString remove ${LANG_SPANISH} "¿Eliminar también las claves y todo lo demás que Key Check for Pleo guarda en este ordenador?$\n$\nNo se puede deshacer. En Pleo, las claves siguen siendo válidas hasta que se eliminen allí."
LangString left ${LANG_SPANISH} "No se pudo eliminar todo, así que el programa sigue instalado. Ábrelo y elige $\"Eliminar todo$\" para leer qué queda."

LangString welcome ${LANG_FINNISH} "Key Check for Pleo asennetaan vain sinulle. Järjestelmänvalvojaa ei tarvita.$\n$\nEpävirallinen: riippumaton työkalu, jota Pleo ei ole tehnyt eikä suosittele."
LangString about ${LANG_FINNISH} "Selvitä, toimiiko Pleon API-avain"
LangString open ${LANG_FINNISH} "Key Check for Pleo on auki. Sulje se ja yritä sitten uudelleen."
LangString remove ${LANG_FINNISH} "Poistetaanko myös avaimet ja kaikki muu, mitä Key Check for Pleo säilyttää tällä tietokoneella?$\n$\nTätä ei voi perua. Pleossa avaimet ovat voimassa, kunnes ne poistetaan siellä."
LangString left ${LANG_FINNISH} "Kaikkea ei voitu poistaa, joten ohjelma jäi asennetuksi. Avaa se ja valitse $\"Poista kaikki$\", niin näet, mitä on jäljellä."

LangString welcome ${LANG_FRENCH} "Key Check for Pleo est installé pour vous seul. Aucun administrateur n'est nécessaire.$\n$\nNon officiel : un outil indépendant, ni conçu ni approuvé par Pleo."
LangString about ${LANG_FRENCH} "Savoir si une clé API Pleo fonctionne"
LangString open ${LANG_FRENCH} "Key Check for Pleo est ouvert. Fermez-le, puis appuyez sur Réessayer."
LangString remove ${LANG_FRENCH} "Supprimer aussi les clés et tout ce que Key Check for Pleo conserve sur cet ordinateur ?$\n$\nC'est irréversible. Dans Pleo, les clés restent valables tant qu'elles n'y sont pas supprimées."
LangString left ${LANG_FRENCH} "Tout n'a pas pu être supprimé ; le programme a donc été conservé. Ouvrez-le et choisissez $\"Tout supprimer$\" pour lire ce qui reste."

LangString welcome ${LANG_NORWEGIAN} "Key Check for Pleo installeres bare for deg. Det trengs ingen administrator.$\n$\nUoffisielt: et uavhengig verktøy som Pleo verken har laget eller godkjent."
LangString about ${LANG_NORWEGIAN} "Finn ut om en API-nøkkel til Pleo virker"
LangString open ${LANG_NORWEGIAN} "Key Check for Pleo er åpent. Lukk det, og trykk så på Prøv igjen."
LangString remove ${LANG_NORWEGIAN} "Vil du også fjerne nøklene og alt annet som Key Check for Pleo har lagret på denne datamaskinen?$\n$\nDet kan ikke angres. I Pleo gjelder nøklene til de slettes der."
LangString left ${LANG_NORWEGIAN} "Ikke alt kunne fjernes, så programmet er fortsatt her. Åpne det, og velg $\"Fjern alt$\" for å se hva som er igjen."

LangString welcome ${LANG_DUTCH} "Key Check for Pleo wordt alleen voor jou geïnstalleerd. Er is geen beheerder nodig.$\n$\nNiet officieel: een onafhankelijk hulpmiddel, niet gemaakt of aanbevolen door Pleo."
LangString about ${LANG_DUTCH} "Zoek uit of een API-sleutel van Pleo werkt"
LangString open ${LANG_DUTCH} "Key Check for Pleo is open. Sluit het en probeer het dan opnieuw."
LangString remove ${LANG_DUTCH} "Ook de sleutels verwijderen, en al het andere dat Key Check for Pleo op deze computer bewaart?$\n$\nDit kan niet ongedaan worden gemaakt. In Pleo blijven de sleutels geldig tot ze daar zijn verwijderd."
LangString left ${LANG_DUTCH} "Niet alles kon worden verwijderd, dus het programma is er nog. Open het en kies $\"Alles verwijderen$\" om te lezen wat er over is."

LangString welcome ${LANG_PORTUGUESE} "O Key Check for Pleo é instalado só para si. Não é preciso um administrador.$\n$\nNão oficial: uma ferramenta independente, nem feita nem apoiada pela Pleo."
LangString about ${LANG_PORTUGUESE} "Saber se uma chave de API da Pleo funciona"
LangString open ${LANG_PORTUGUESE} "O Key Check for Pleo está aberto. Feche-o e depois tente novamente."
LangString remove ${LANG_PORTUGUESE} "Remover também as chaves e tudo o mais que o Key Check for Pleo guarda neste computador?$\n$\nIsto não pode ser anulado. Na Pleo, as chaves continuam válidas até lá serem eliminadas."
LangString left ${LANG_PORTUGUESE} "Não foi possível remover tudo, por isso o programa ficou instalado. Abra-o e escolha $\"Remover tudo$\" para ler o que resta."

LangString welcome ${LANG_SWEDISH} "Key Check for Pleo installeras bara för dig. Ingen administratör behövs.$\n$\nInofficiellt: ett oberoende verktyg som Pleo varken har gjort eller godkänt."
LangString about ${LANG_SWEDISH} "Ta reda på om en API-nyckel till Pleo fungerar"
LangString open ${LANG_SWEDISH} "Key Check for Pleo är öppet. Stäng det och försök sedan igen."
LangString remove ${LANG_SWEDISH} "Vill du också ta bort nycklarna och allt annat som Key Check for Pleo har sparat på den här datorn?$\n$\nDet kan inte ångras. I Pleo gäller nycklarna tills de tas bort där."
LangString left ${LANG_SWEDISH} "Allt kunde inte tas bort, så programmet är kvar. Öppna det och välj $\"Ta bort allt$\" för att läsa vad som finns kvar."
