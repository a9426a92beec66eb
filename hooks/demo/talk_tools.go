package demo

var talkOfTools = []thread{
	{in: "tools", by: "lena", day: 60, decided: 5, title: "Which accounting program survives two currencies?",
		body: `I invoice in euro and in francs. My program turns francs into euro on the day of the invoice and never looks back. The tax office looks back. What do you use?`,
		posts: []reply{
			{"saskia", .1, 0, `A text file. No, really: plain text, one line a booking, a small program that adds. It is thirty years old and has never updated itself.`},
			{"samir", .6, 0, `The same, with an evening of Saskia to begin with.`},
			{"chiara", .9, 0, `I use the French one with the cat. It can do currencies, badly, and it purrs.`},
			{"jonas", 1.2, 2, `Text here as well. The books of this place export to it, from the treasury, so you can practise on ours: everything is readable and nothing can break.`},
			{"lena", 3.1, 5, `I have read our books for an evening. I never thought I would write this sentence: it was relaxing. Text it is.`},
			{"saskia", 3.2, 6, `Welcome.`},
		}},
	{in: "tools", by: "oskar", day: 54, title: "Japanese saw: sharpen or replace?",
		body: `The teeth are hardened, so the shop says replace. I have replaced three this year. It feels like disposable cutlery.`,
		posts: []reply{
			{"yuki", .4, 0, `My uncle in Sanjō sharpens by post. He will also write you a letter about how you hold it.`},
			{"oskar", .7, 2, `I want the letter more than the edge.`},
			{"yuki", 18.0, 3, `It has arrived. I translate: "The man pulls well. He pushes a little at the end, out of impatience. The saw forgives; the joint does not."`},
			{"oskar", 18.3, 4, `I have it on the wall now.`},
			{"ingrid", 18.9, 4, `I need an uncle who does this for brushes.`},
		}},
	{in: "tools", by: "jonas", day: 46, title: "What is on your second screen?",
		body: `Mine is off since March and I have not missed it. I ask because I want to sell it and fear that I will regret it.`,
		posts: []reply{
			{"fatemeh", .2, 0, `The page as the reader has it, small, on a bad phone, always. I look at it like at a child on a swing.`},
			{"leonie", .3, 0, `The manuscript. I set type on the left and am judged on the right.`},
			{"kwame", .8, 0, `Meters. I do not look at them, they look at me.`},
			{"mirela", 1.1, 0, `A plant.`},
			{"jonas", 1.9, 0, `Sold, to Mirela's plant in spirit.`},
		}},
	{in: "tools", by: "mirela", day: 38, title: "Pens that do not bleed on newsprint",
		body: `An editor wants originals on the actual paper, for an exhibition. My ink spreads like gossip. Tell me your pens.`,
		posts: []reply{
			{"hana", .3, 0, `Pigment liners, 0.3, and a hair dryer from above. Work fast and be short.`},
			{"noor", .6, 0, `Spray the sheet with fixative first, very lightly, twice. Then it takes anything.`},
			{"zofia", 1.0, 0, `Starch. A thin starch water, ironed. It is what we do with cotton, and newsprint is only tired cotton.`},
			{"mirela", 2.6, 4, `Zofia's starch! The line stands like a fence. I have drawn eleven ministers on tired cotton.`},
		}},
	{in: "tools", by: "samir", day: 34, title: "A tripod for people who climb",
		body: `Under 1.4 kg, stands on scree, does not cost as much as the thing on top. I have bent two.`,
		posts: []reply{
			{"dimitris", .5, 0, `Wood. Ash, from 1974, 2.9 kg. It has never bent, and you will not climb so high.`},
			{"oskar", .9, 2, `Ash! I could make one at 1.9, with leather feet. I have wanted an excuse.`},
			{"samir", 1.2, 3, `You have your excuse. I pay in prints or euros.`},
			{"oskar", 23.0, 4, `It weighs 1.86 and hums in the wind at a low G. Ruairí has checked.`},
			{"ruairi", 23.2, 5, `G, a little flat. Character.`},
		}},
	{in: "tools", by: "wanjiru", day: 24, title: "Fonts with honest figures",
		body: `I need tabular figures in which 1, 7 and 4 cannot be taken for each other by a tired nurse at arm's length. Free or paid, I do not mind.`,
		posts: []reply{
			{"mai", .1, 0, `You want an open 4, a 1 with a foot and a 7 without a bar but with a bend. I have such a set lying here, drawn for a tram and never used.`},
			{"wanjiru", .4, 2, `May I see the tram?`},
			{"mai", .9, 3, `Sent you a test file in a message. The 4 is the part I am vain about.`},
			{"ana", 1.6, 0, `Speaking for tired people: also the 0 and the 8, please. And units that do not stick to the number.`},
			{"wanjiru", 5.0, 4, `Tested on four nurses at the end of a shift: no misreading in 200 numbers, against nine with what they have. The hospital wants a licence. Mai, make a price.`},
			{"mai", 5.2, 6, `I have asked Saskia before answering, as I was taught.`},
		}},
	{in: "tools", by: "chiara", day: 14, title: "Paper dictionaries: who still has which?",
		body: `I would like to know who owns which big dictionary, so that one of us can look something up for the other. I begin: the eleven-volume Polish one, the old French Robert, Battaglia up to *S*.`,
		posts: []reply{
			{"tomas", .2, 0, `Legal ones, all of them, in three languages, and the Spanish one on usage in the edition with the mistakes.`},
			{"aoife", .6, 0, `The Irish one, the blue English one in two volumes with the magnifying glass. The glass is mine, not the dictionary's.`},
			{"pavel", 1.0, 0, `The Czech one from the fifties with words for machines that never came.`},
			{"ruairi", 1.4, 3, `Aoife, what does the Irish one give for the sound of a boat being pulled over stones?`},
			{"aoife", 1.6, 5, `*Scríobadh*, and two others I shall read to you on the telephone, because they have to be heard.`},
		}},
	{in: "tools", by: "bjorn", day: 2, title: "A checklist for plain texts, to take away",
		body: `I have cut mine down to what fits on a postcard. Take it, print it, improve it.

- [ ] Who is it for? One person, with a name.
- [ ] What shall they do after reading?
- [ ] Is that in the first sentence?
- [ ] No sentence above 20 words without a reason.
- [ ] Every *shall be* has become somebody who does it.
- [ ] Read aloud, standing.`,
		posts: []reply{
			{"fatemeh", .1, 0, `"Standing" is new to me. Why?`},
			{"bjorn", .2, 2, `Sitting, one forgives.`},
			{"jonas", .5, 0, `Could the last box be checked first? I would write less.`},
		}},
}
