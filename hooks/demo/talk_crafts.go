package demo

var talkOfCrafts = []thread{
	{in: "image", by: "ingrid", day: 61, decided: 5, title: "Which scanner for work on thick paper?",
		body: `Mine has died after eleven years, politely, in the middle of a fern. I need A3, flat, no sheet feeder, and a lid that comes off. What do you use, and does it lie about the greens?`,
		posts: []reply{
			{"hana", .2, 0, `I photograph everything now. Two lamps, a grey card, and the patience of a saint.`},
			{"mirela", .4, 0, `I share one with a print shop here; they let me in on Mondays. Nobody lies as beautifully about green as a scanner from 2009.`},
			{"dimitris", .9, 2, `Hana is right, but use polarising film on the lamps. It removes the shine of gouache completely.`},
			{"lena", 1.6, 0, `We had this at the press: the large one with the white lid, second-hand for 380, plus a profile made on a real target. The profile matters more than the machine. I can lend you the target.`},
			{"ingrid", 2.0, 5, `Target, please! I have found one in Stavanger for 350, and a student who carries it.`},
			{"lena", 2.1, 6, `Posted. Keep it out of the sun, it is older than some of our members.`},
		}},
	{in: "image", by: "mai", day: 52, title: "Feedback wanted: a lowercase g that nobody likes",
		body: `I have drawn a double-storey *g* for a theatre. Three people said "friendly", one said "tired waiter". Before I go on I would like to know whether the waiter is in the ear or in the link.

What bothers me:

- at 9 pt the link closes,
- at 90 pt it looks as if it had been told a secret.`,
		posts: []reply{
			{"noor", .1, 0, `The ear. It droops at the end, and that is where the waiter looks.`},
			{"leonie", .5, 0, `At text size I would open the lower bowl by a hair and not touch the link at all. Your *a* has the same width problem, by the way, you only notice it in "gag".`},
			{"mai", .8, 3, `"Gag" is in the first line of the programme. I hate that you are right.`},
			{"oskar", 1.7, 0, `As a person who makes chairs: it sits well.`},
			{"mai", 6.0, 0, `New version: ear up by four units, lower bowl opened, the *a* narrower. The director said "now it is listening". I will take it.`},
			{"noor", 6.2, 6, `Listening is what a g should do.`},
		}},
	{in: "image", by: "noor", day: 44, title: "A printer who refuses nothing, and one who asks",
		body: `I have used the same silkscreen printer for six years because he calls me when a file is stupid. He retires in May. Who else has somebody who *calls*?`,
		posts: []reply{
			{"zofia", .6, 0, `Łódź has two. The one who calls also sings; the one who does not call is cheaper and has once printed me a mirrored owl.`},
			{"leonie", .9, 0, `In Lyon there is a woman who prints only what she likes. She likes posters.`},
			{"amara", 1.5, 0, `Could we keep a list of printers with one sentence each? I would rather read "asks" than a rating.`},
			{"noor", 1.8, 4, `I will start it as a topic here and keep the first post up to date. Send me: town, technique, largest size, and whether they call.`},
			{"lena", 2.4, 5, `Leipzig, letterpress, 50 × 70, calls, and explains to you why you are wrong, with coffee.`},
			{"fatemeh", 3.0, 5, `Vienna, risograph, A3, does not call but sends a picture of the first sheet with a question mark.`},
		}},
	{in: "image", by: "noor", day: 42, pinned: true, title: "The list of printers",
		body: `Kept by me, from what you tell me. One line each: town, technique, largest size, do they call.

| town | technique | largest | calls? |
|---|---|---|---|
| Utrecht | silkscreen | 70 × 100 | yes, until May |
| Łódź | silkscreen | B1 | yes, and sings |
| Lyon | letterpress, silkscreen | 60 × 80 | only if she likes it |
| Leipzig | letterpress | 50 × 70 | with coffee |
| Vienna | risograph | A3 | sends a picture |

Prices are between you and them.`,
		posts: []reply{
			{"hana", 3.0, 0, `Brno: offset for picture books, up to 72 × 102, calls once, firmly.`},
			{"noor", 3.4, 2, `Added tonight.`},
			{"ruairi", 8.1, 0, `Does vinyl count?`},
			{"noor", 8.3, 4, `If they call, it counts.`},
		}},
	{in: "image", by: "hana", day: 26, title: "How much bleed do you draw for a spread?",
		body: `A publisher wants 10 mm all around on a watercolour that I finished at 5. I can extend a sky. I cannot extend a badger.`,
		posts: []reply{
			{"leonie", .2, 0, `Ten is a habit from a bindery that closed in 1998. Ask them which machine; three is plenty for a modern one.`},
			{"hana", .7, 2, `They asked the bindery. It is three. The badger keeps its tail.`},
			{"mirela", 1.0, 0, `I draw fifteen, out of fear, and crop in front of the client, out of theatre.`},
		}},
	{in: "image", by: "amara", day: 15, title: "Naming for a bakery: three candidates",
		body: `The bakery opens at four in the morning for people who end their shift. The owner bakes rye and nothing sweet. We are down to:

1. **Fourth Hour**
2. **Crumb & Son** (there is no son)
3. **The Late Loaf**

She leans to 3, I lean to 1. Say what you would tell a friend who asks where the bread is from.`,
		posts: []reply{
			{"aoife", .1, 0, `"I got it at the Fourth Hour" is a sentence. "I got it at the Late Loaf" is a joke somebody has to explain.`},
			{"pavel", .3, 0, `One sounds like a monastery, which for rye is a recommendation.`},
			{"mai", .6, 0, `The *4* would look good above a door.`},
			{"kwame", 1.2, 0, `I finish at three. I would walk to the Late Loaf just for recognising myself.`},
			{"amara", 2.7, 5, `That is what she said: it is a name for the people who come. I think she is right and I was charmed by the sound. We take three, with the 4 in the sign for Mai.`},
		}},
	{in: "image", by: "samir", day: 4, title: "Morning light in north-facing rooms",
		body: `I have to photograph a potter's hands in a cellar with one window, in December. What do you do when there is no light to wait for?`,
		posts: []reply{
			{"dimitris", .2, 0, `Long exposure and a potter who can breathe slowly. Tell her it is portrait of the clay.`},
			{"ingrid", .5, 0, `White sheets. All the sheets. I painted a winter in a laundry.`},
			{"samir", 1.1, 0, `Sheets it is. She has offered the ones that she wraps the pots in, which are grey, which is perfect.`},
		}},
	{in: "making", by: "yuki", day: 59, title: "Elevation data that does not invent hills",
		body: `The free set for the coast north of Bergen has a bump of four metres where there is a jetty. It comes from a ferry, I think: the ferry was there on the day.

How do you find such things without walking? I *will* walk, but it is 60 km.`,
		posts: []reply{
			{"mehmet", .3, 0, `Compare two years. What moves more than the rock does is a ferry.`},
			{"yuki", .6, 2, `That is so simple that I am a little angry.`},
			{"samir", 1.0, 0, `In Marseille the data has a cathedral of containers. Same trick, and mask what the port authority calls "operational".`},
			{"wanjiru", 2.2, 0, `Draw the difference as dots and look at it from across the room. Ferries line up; errors do not.`},
			{"yuki", 5.0, 0, `Eleven ferries, two cranes and one circus. I have walked to the circus to be sure. It had left.`},
		}},
	{in: "making", by: "jonas", day: 47, decided: 4, title: "Please test a form with your screen reader",
		body: `It is the booking page of a village swimming pool: three fields and a calendar that I have thrown out. I would like to know:

- does the error tell you where it is,
- can you get from the error to the field without hunting,
- is "half past ten" understood.`,
		posts: []reply{
			{"bjorn", .4, 0, `First pass with speech only: the summary is read, the links work, focus lands well. "Half past ten" was understood; "halb elf" was booked for half past eleven, which would be a cold surprise.`},
			{"fatemeh", .9, 0, `On a phone with a large font the button slips under the keyboard. Otherwise calm and clear.`},
			{"jonas", 2.0, 2, `Fixed both: "halb elf" now asks back, and the button stays above the keyboard. Thank you, this is worth more than the audit I paid for.`},
			{"bjorn", 2.3, 4, `Send the audit's authors a towel.`},
		}},
	{in: "making", by: "mehmet", day: 36, title: "Small servers that nobody has to love",
		body: `I keep four machines for clients that do one thing each. They are updated on Mondays by a script I wrote when I was younger and braver. What do you do so that such things live on when you are ill?`,
		posts: []reply{
			{"jonas", .3, 0, `A page on paper in the client's drawer: what it is, who can switch it off, what then stops. I update it at new year.`},
			{"yuki", .8, 0, `Fewer machines. Two of mine became a file that somebody opens.`},
			{"mehmet", 1.2, 3, `I like this more than is comfortable for my invoices.`},
			{"samir", 2.1, 0, `Could three of us be each other's drawer? I would read Jonas's pages and he mine. Paid by the hour if it ever happens.`},
			{"jonas", 2.4, 5, `Yes. Let us write it down as a half page and ask Aoife whether the co-op should know of it.`},
		}},
	{in: "making", by: "oskar", day: 28, title: "Beech or ash for a bench that stands outside under a roof?",
		body: `Client wants beech because her mother's was beech. It will stand in sea air. I say ash, oiled, and a beech handrail for the mother. Am I too sentimental?`,
		posts: []reply{
			{"ingrid", .5, 0, `Not enough. Make the handrail the piece that is renewed every ten years, and write it on the invoice.`},
			{"oskar", .9, 2, `On the invoice! That is the best idea since wedges.`},
			{"zofia", 1.6, 0, `I have a wool that survives salt, if she wants a cushion that is taken in at night.`},
		}},
	{in: "making", by: "wanjiru", day: 13, title: "Showing 'we do not know' in a chart",
		body: `A hospital wants waiting times by ward. For two wards the figures are guesses. They would like me to leave the gap out "because it looks unfinished". I would like the gap to look like a gap and not like a mistake. How do you draw not knowing?`,
		posts: []reply{
			{"fatemeh", .2, 0, `Hatched, with the word in the place where the figure would be: "not counted". Words beat patterns.`},
			{"yuki", .6, 0, `On maps we leave the paper. White is honest if the edge is drawn.`},
			{"ana", .9, 0, `From inside such a hospital: please do not let them smooth it. The two wards are the reason somebody asked.`},
			{"wanjiru", 2.5, 0, `I drew the edge, wrote "not counted until March", and the head nurse said that it will be counted now because nobody wants to be the white part. Design!`},
		}},
	{in: "making", by: "fatemeh", day: 3, title: "What do you call the button?",
		body: `Public service, moving house, you tell the office where you live now. "Submit" is out. "Send" sounds like a letter. "I live here now" is what it means, and the lawyers went pale.`,
		posts: []reply{
			{"bjorn", .1, 0, `"Tell the office". It says who hears it.`},
			{"aoife", .4, 0, `Björn's, and then a page that says "The office knows." Three words of comfort.`},
			{"fatemeh", .9, 2, `The lawyers can live with it. Thank you both.`},
		}},
}
