package demo

var talkOfWords = []thread{
	{in: "word", by: "chiara", day: 62, decided: 6, title: "Translating a pun that carries the plot",
		body: `In the Polish novel the inspector mishears *zamek* (castle, lock, zip) and searches the wrong building for forty pages. English has no word that is all three. I have:

- *keep* (castle, to hold on to),
- *bolt* (lock, lightning, running away).

Neither zips. Ideas?`,
		posts: []reply{
			{"aoife", .2, 0, `*Keep* gives you "he was told to look in the keep" against "he was told to look, and keep…". It survives a bad telephone line.`},
			{"pavel", .5, 0, `In Czech it is the same word, I am no help and enjoy myself very much.`},
			{"tomas", .9, 2, `I second keep. A lawyer would say that "keep" has ruined more contracts than any other verb.`},
			{"chiara", 1.4, 2, `The bad line is in the book! It is a payphone. Then the zip in chapter nine has to go somewhere else.`},
			{"kwame", 2.0, 5, `Let the zip be heard. It is the one of the three that has a sound.`},
			{"chiara", 2.2, 6, `That is the solution, and it is better than the original. Do not tell the author.`},
		}},
	{in: "word", by: "aoife", day: 53, title: "How do you charge for the second reading?",
		body: `I edit long reports. The first reading I can estimate. The second depends on whether anybody listened to the first. I have tried by the hour (they are afraid), by the page (I am afraid) and a fixed sum (one of us is wrong).`,
		posts: []reply{
			{"tomas", .3, 0, `Fixed for the first, by the page for the second, and only for pages that changed. They see what their changes cost and change less.`},
			{"bjorn", .8, 0, `I sell the second reading as a package of its own, with a date. Half of them never use it, and are glad to have bought it.`},
			{"ana", 1.1, 2, `Tomás's way needs a comparison they trust. I send it with the pages marked.`},
			{"aoife", 3.0, 0, `I have tried Tomás's way on a report about drains. They changed eleven pages out of two hundred. It is the first time that I have earned on the second reading what I had thought.`},
		}},
	{in: "word", by: "ana", day: 45, title: "Night calls: what is fair?",
		body: `Hospitals call at three. I take about two a month, I am good at it, and I do not sleep afterwards. At present I charge half more. It does not feel like an amount, it feels like an apology. What would you do?`,
		posts: []reply{
			{"tomas", .2, 0, `Courts pay double from ten to six, and the morning after is free. It is in their rules, you can quote them.`},
			{"saskia", .5, 0, `Speaking as somebody who sees the books: your clients are public, they have a line for this. Nobody will refuse double. They will refuse a surprise.`},
			{"wanjiru", 1.0, 0, `My mother was a night nurse. Double, and a taxi.`},
			{"ana", 4.0, 3, `Written to both hospitals: double from 22 to 6, named in the offer, cancelled calls at half. Both said yes within an hour, one of them with "finally".`},
			{"aoife", 4.2, 5, `"Finally" should be framed.`},
		}},
	{in: "word", by: "pavel", day: 37, title: "Audio description: do you name skin?",
		body: `A children's film, nine minutes, five children playing. The blind adviser says: name it for all or for none. The director says: it does not matter in the story. Both are right and I have eleven seconds.`,
		posts: []reply{
			{"kwame", .3, 0, `For all. "For none" means white to most listeners, and it will never have been said.`},
			{"bjorn", .9, 0, `For all, and with something else in the same breath: the boots, the gap between the teeth. Then it is a description and not a category.`},
			{"pavel", 2.1, 3, `Nine words each, boots included, fits in eleven seconds if the ball may bounce underneath. The adviser approved; her son asked for the boots again.`},
		}},
	{in: "word", by: "kwame", day: 29, title: "A quiet room anywhere between Utrecht and Berlin",
		body: `I need to record a voice for two days in the first half of next month, under 25 dB, for somebody who cannot climb stairs. My usual place has a building site.`,
		posts: []reply{
			{"noor", .4, 0, `The broadcasting house here lets its small studio on Sundays. Ground floor. I know the porter.`},
			{"mai", .6, 0, `My neighbour's recording room in Neukölln has a ramp, and a dog that is deaf and therefore silent.`},
			{"kwame", 1.0, 3, `The dog wins. I will tell her that the room comes with a colleague.`},
		}},
	{in: "word", by: "bjorn", day: 20, title: "The shortest text you were ever proud of",
		body: `Mine is six words, on the door of a tax office: *You do not need a lawyer.* It took four weeks and one lawyer.`,
		posts: []reply{
			{"aoife", .1, 0, `An index entry: "love, *see* inheritance".`},
			{"tomas", .3, 0, `A clause: "Silence means no."`},
			{"fatemeh", .5, 0, `"We have it. You can go home." At the end of an asylum form.`},
			{"ana", .9, 0, `"It will pinch." For needles. It used to say "slight discomfort may occur".`},
			{"chiara", 1.3, 0, `The last line of a translation that was shorter than the original, and the author kept mine for the second edition.`},
			{"jonas", 1.8, 0, `404: "This page has moved out. Its neighbours are:"`},
			{"bjorn", 2.0, 4, `Fatemeh's makes me put my pen down for today.`},
		}},
	{in: "word", by: "tomas", day: 10, title: "Machine translation in the middle of a contract",
		body: `A client sends me a contract to "check": the middle third was made by a machine and reads like a radio play about a contract. He wants the price for checking. It is a translation. How do you say that without sounding like somebody who is afraid of machines?`,
		posts: []reply{
			{"chiara", .2, 0, `"Checking takes me longer than writing, because I have to find what it left out. What is left out cannot be seen." I send that sentence, with one example.`},
			{"aoife", .6, 0, `Show the clause where a *not* is missing. There always is one.`},
			{"tomas", 1.0, 3, `There was. In the liability. He ordered the translation at the price of a translation, and asked me to keep quiet about the *not*.`},
			{"pavel", 1.2, 4, `And you told only twenty-five of us.`},
			{"tomas", 1.3, 5, `No names, no country, no river.`},
		}},
	{in: "word", by: "ruairi", day: 5, title: "Names of tunes nobody wrote down",
		body: `A film wants credits for three tunes I play from my grandmother. They have no names, or six. I would like to credit the people and not "traditional". How do you write that so that a film's lawyer sleeps?`,
		posts: []reply{
			{"kwame", .3, 0, `"As played by Nóra Mac an Bhaird, Gaoth Dobhair." It is a source, not a claim.`},
			{"tomas", .5, 2, `What Kwame says, plus a line in the contract that you claim no rights in the tune and all in the arrangement. Lawyers sleep well on "arrangement".`},
			{"ruairi", 1.4, 3, `She would have liked being a source. Thank you.`},
		}},
}

var talkOfLearning = []thread{
	{in: "learning", by: "zofia", day: 57, title: "What I learned in my first half year with a mentor",
		body: `Three things, for those who hesitate:

1. My prices were those of a student, four years after being one.
2. "Can you send a few ideas?" is a commission. It has a price.
3. One can end a call after 40 minutes. Nothing happens.

Ingrid never told me what to do. She asked what it had cost me last time.`,
		posts: []reply{
			{"ingrid", .4, 0, `And I learned to say how I count hours, because you asked, and found that I had not counted the walks.`},
			{"mai", .8, 0, `How did you find each other? I would like one for the business side, not for letters.`},
			{"zofia", 1.0, 3, `By reading profiles and then asking. She had "looms" in a list of things she likes.`},
			{"saskia", 1.5, 3, `@mai, two evenings and your last ten invoices, if you like. I enjoy this more than is healthy.`},
			{"mai", 1.7, 5, `I like. I am slightly afraid.`},
		}},
	{in: "learning", by: "mai", day: 43, decided: 4, title: "Who can teach me to read a contract in German?",
		body: `I can read it. I cannot tell which sentences are furniture and which are doors.`,
		posts: []reply{
			{"tomas", .3, 0, `"Furniture and doors" is the best description of my profession I have heard. Next Tuesday, an hour, bring the contract.`},
			{"hana", .5, 0, `May I listen? Mine are in Czech but the doors look alike.`},
			{"tomas", .8, 3, `Then let us make it a workshop: three people, one contract each, names blacked out. An hour and a half.`},
			{"aoife", 1.1, 0, `Please write down afterwards what you found. One page, for those who come later.`},
			{"mai", 9.0, 5, `Here it is: look for *gilt als* (something will be taken as said), *insbesondere* (the list has no end) and *ausschließlich* (you have just sold it). The rest was furniture.`},
			{"tomas", 9.1, 6, `I have nothing to add. I may retire.`},
		}},
	{in: "learning", by: "fatemeh", day: 33, title: "Looking over somebody's shoulder for a day",
		body: `I would like to spend a day with somebody whose craft I do not understand at all, and pay for it. Has anyone done this? What makes it a good day and not a visit?`,
		posts: []reply{
			{"oskar", .2, 0, `Come when something is being finished, not begun. Beginnings are only talking.`},
			{"ingrid", .6, 0, `And do one small thing yourself. Whoever visits me paints one leaf. It is never good and always remembered.`},
			{"fatemeh", 1.1, 2, `Oskar, when do you finish something?`},
			{"oskar", 1.3, 4, `Friday the after next, a table with eleven drawers. One of them does not know yet that it is a drawer.`},
			{"fatemeh", 16.0, 5, `I was there. I have cut a joint. It holds a pencil. I have also thrown out a whole menu on Monday because I saw how he puts away what he does not need just now.`},
		}},
	{in: "learning", by: "wanjiru", day: 18, title: "A reading group for one book",
		body: `Proposal: one book, six weeks, two chapters a week, a topic here and one call at the end. I suggest the one about how tables came to be trusted. Who joins?`,
		posts: []reply{
			{"yuki", .2, 0, `In. I own it and have read the pictures.`},
			{"saskia", .4, 0, `In, obviously.`},
			{"aoife", .9, 0, `In, if one may disagree with the footnotes.`},
			{"jonas", 1.5, 0, `In from chapter three; I am moving house.`},
			{"wanjiru", 2.0, 0, `Five is a group. Chapters one and two by the first Sunday. Write what you would have asked the author.`},
			{"yuki", 9.0, 6, `I would have asked who paid for the lines between the columns. Before them one had to know where to look.`},
			{"aoife", 9.4, 7, `I would ask why footnote 14 is longer than the chapter, and better.`},
		}},
	{in: "learning", by: "hana", day: 7, title: "Critique, please: the fox looks guilty",
		body: `Double page, the fox has *not* taken the eggs, the reader must not know this yet. In my drawing everybody is sure it was him. Where is the guilt?`,
		posts: []reply{
			{"mirela", .1, 0, `In the shoulders. Foxes have no shoulders; yours has, and they are raised.`},
			{"leonie", .4, 0, `He stands on the right page. Whoever stands on the right has just done something. Put him left, and let him look at the fold.`},
			{"ruairi", .7, 0, `He is not looking at the eggs. An innocent fox would.`},
			{"hana", 1.3, 3, `Left page, no shoulders, eyes on the eggs, and suddenly everybody suspects the goose. This is better than the story.`},
		}},
}
