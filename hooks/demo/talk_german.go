package demo

var talkInGerman = []thread{
	{in: "deutsch", by: "tomas", day: 59, title: "Wofür diese Ecke da ist",
		body: `Die Hälfte von uns schreibt auf Deutsch schneller, und manches lässt sich auf Englisch gar nicht fragen (Kleinunternehmerregelung, Künstlersozialkasse, Pfand).

Wer mitliest und etwas nicht versteht, fragt einfach. Ich übersetze, das ist ja mein Beruf.`,
		posts: []reply{
			{"mehmet", .2, 0, `Danke. „Pfand“ auf Englisch habe ich drei Mal versucht und jedes Mal bei Geiseln aufgehört.`},
			{"lena", .4, 0, `Kann hier auch gejammert werden, oder gibt es dafür eine eigene Kategorie?`},
			{"tomas", .5, 3, `Gejammert wird überall, hier nur mit Konjunktiv.`},
			{"chiara", 1.2, 0, `Ich lese mit und lerne. Mein liebstes Wort bisher: *doch*.`},
		}},
	{in: "deutsch", by: "mai", day: 48, decided: 3, title: "KSK: Zählt Schriftgestaltung als Kunst?",
		body: `Die Künstlersozialkasse fragt, ob das, was ich tue, „eigenschöpferisch“ ist. Ich zeichne ein kleines g seit vier Monaten. Was schreibt man da?`,
		posts: []reply{
			{"lena", .2, 0, `Bei mir ging Buchgestaltung nach einem Widerspruch durch. Ich habe Entwürfe beigelegt, mit Datum, und einen Satz: „Vor der Arbeit gab es diese Form nicht.“ Der Satz wurde im Bescheid zitiert.`},
			{"tomas", .6, 2, `Das Bundessozialgericht hat für Grafikdesign längst entschieden. Ich suche dir das Aktenzeichen heraus.`},
			{"mai", 3.0, 3, `Mit Aktenzeichen und Lenas Satz abgeschickt. Falls es klappt, gibt es Frühlingsrollen.`},
			{"mai", 29.0, 4, `Es hat geklappt. Frühlingsrollen am ersten Samstag im Monat, bei mir, ihr wisst wo.`},
			{"mehmet", 29.1, 5, `Ich bringe nichts mit und esse viel.`},
		}},
	{in: "deutsch", by: "jonas", day: 39, title: "Kleinunternehmer oder nicht? Meine Rechnung nach einem Jahr",
		body: `Ich habe ein Jahr ohne Umsatzsteuer gearbeitet und jetzt nachgerechnet. Meine Kundschaft sind fast nur Gemeinden, die nichts abziehen können. Für sie war ich ein Fünftel billiger, und ich habe es nicht gemerkt, weil ich den Preis nicht gesagt habe, sondern geschätzt.

Was macht ihr?`,
		posts: []reply{
			{"fatemeh", .3, 0, `In Österreich ähnlich, mit anderer Grenze. Ich bin freiwillig drin, weil ich Geräte kaufe. Ohne Geräte wäre es umgekehrt.`},
			{"mehmet", .9, 0, `Drin, seit ich einmal über der Grenze lag und drei Monate lang nachgerechnet habe. Nie wieder.`},
			{"lena", 1.4, 0, `Verlage ziehen ab, also ist es ihnen gleich. Bei dir sind es Gemeinden, also bleib draußen, solange es geht, und nenne den Preis vorher.`},
			{"jonas", 2.0, 4, `„Nenne den Preis vorher“ ist offenbar die Antwort auf alle Fragen hier.`},
		}},
	{in: "deutsch", by: "mehmet", day: 29, title: "Übersetzt mir jemand „Mietsache“ ins Menschliche?",
		body: `Ich beziehe ein Büro am Hafen. Im Vertrag steht, die „Mietsache“ sei „besenrein“ zurückzugeben und „Schönheitsreparaturen“ seien „fachgerecht“ auszuführen. Ich baue Modelle von Kaimauern. Was muss ich?`,
		posts: []reply{
			{"tomas", .2, 0, `Besenrein: mit dem Besen, nicht mit der Zahnbürste. Schönheitsreparaturen: streichen, wenn es nötig ist, nicht nach Kalender. Starre Fristen sind oft unwirksam. Schick mir den Absatz mit den Jahren.`},
			{"mehmet", .4, 2, `Drei, fünf, sieben Jahre, wie im Märchen.`},
			{"tomas", .7, 3, `Dann ist es wahrscheinlich auch eins.`},
		}},
	{in: "deutsch", by: "lena", day: 16, title: "Wie duzt man einen Verlag?",
		body: `Neuer Verlag, alle duzen sich, die Geschäftsführerin unterschreibt mit „Eure Hilde“. Der Vertrag siezt. Was mache ich in der Mail, in der ich um Geld bitte?`,
		posts: []reply{
			{"fatemeh", .1, 0, `Duzen, Betrag, Datum. „Liebe Hilde, es fehlen noch 1.240 Euro, bitte bis zum 15.“ Das Du macht die Zahl nicht kleiner.`},
			{"jonas", .5, 0, `Ich wechsle bei Mahnungen ins Passiv. Feige, aber es klingt nach Wetter.`},
			{"tomas", .8, 0, `Die Rechnung siezt, die Mail duzt, die Mahnung schweigt und hängt die Rechnung an.`},
			{"lena", 2.2, 2, `Fatemehs Satz abgeschickt. Hilde hat binnen einer Stunde bezahlt und sich für das „bitte“ bedankt.`},
		}},
	{in: "deutsch", by: "fatemeh", day: 5, title: "Barrierefreie PDFs: wer kann das wirklich?",
		body: `Das Amt möchte ein 40-seitiges Formular als PDF „und barrierefrei“. Ich würde am liebsten eine Seite im Netz daraus machen. Falls das nicht geht: Wer von euch kann Formularfelder so beschriften, dass ein Vorleseprogramm nicht „Feld 214“ sagt?`,
		posts: []reply{
			{"bjorn", .3, 0, `Ich kann es prüfen, machen kann es Jonas besser. (Entschuldigt mein Deutsch, ich habe es aus Formularen.)`},
			{"jonas", .6, 2, `Dein Deutsch ist besser als das der Formulare. @fatemeh, ich rechne dir beides aus: PDF und Seite. Die Seite wird billiger sein, und das Amt liebt Tabellen mit zwei Spalten.`},
			{"fatemeh", 1.8, 3, `Sie nehmen die Seite. Grund laut Protokoll: „wirtschaftlicher“. Ich nehme jeden Grund.`},
		}},
}
