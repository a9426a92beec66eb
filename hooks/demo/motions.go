package demo

// motions are the votes since the founding, oldest first; the last one is open.
var motions = []motion{
	{
		mover: "lena", seconds: []string{"saskia", "jonas"}, fee: true, day: 372, result: 700,
		title: "Commission: from 8 to 7 percent?",
		body: `We founded Marram with 8 %, because nobody knew what it would cost. Now we have a quarter of figures.

Hosting is 41 euros a month, payment fees are 0.6 % of turnover, and mediation took nine hours. At 8 % we put aside 310 euros a month without having said what for.

I move that we set the commission anew. Name the rate you think right; the middle of all ballots decides.`,
		posts: []post{
			{"ingrid", "for", .6, `A painter's answer: one point is a day of drawing a month for me. I would rather have the day.`},
			{"aoife", "against", 1.2, `Nine hours of mediation were nine hours I did not send a bill for. If we lower the rate before we pay for that work, we are living on favours.`},
			{"saskia", "", 2.1, `Both are true. At 7 % we can pay mediation at 35 euros an hour and still put 140 a month aside. At 6 % we cannot. The sheet is under */treasury*.`},
			{"samir", "for", 5.4, `Seven then, and mediation paid from the first of the month. I would not have moved on the rate without Saskia's line.`},
			{"tomas", "against", 8.0, `I shall name 7.5. We have had one quiet quarter; I remember agencies that had several.`},
		},
	},
	{
		mover: "noor", seconds: []string{"amara", "pavel"}, fee: true, day: 264, result: 600,
		title: "Commission for the second year",
		body: `Sixteen members, 96 orders in the book, and nothing in dispute for half a year. The reserve holds six months of costs.

When we argued last time, the question was what the commission is *for*. I think we have an answer: hosting, payment fees, mediation, and one shared subscription to the type library. That is 5.4 % of turnover at today's volume.

Please name your rate.`,
		posts: []post{
			{"bjorn", "for", .4, `Clients of mine compare the split on the order page with a platform that shows none. Every step down is an argument I do not have to make.`},
			{"pavel", "against", 1.6, `Mediation took 61 hours this year across all orders. I would rather pay the people who do it properly than save half a point.`},
			{"yuki", "for", 3.3, `Pavel is right about the hours, so let us write them down: 61 × 35 is 2,135 euros, which is 0.9 % of turnover. It fits into 6.`},
			{"lena", "", 6.2, `A word on method: saying what you really want is the best you can do here. Nobody gains by naming 2 % to pull the middle.`},
			{"mirela", "for", 9.0, `Six. And thank you for the figures; I had imagined mediation as two e-mails.`},
		},
	},
	{
		mover: "fatemeh", seconds: []string{"jonas", "zofia"}, day: 205, result: 2,
		title: "Work shown on Marram is not training material",
		body: `I move that the co-op states in its terms:

> Works, texts and recordings of members shown here may be looked at by everyone and may not be used to train generative models. The co-op will not license them for that purpose, whatever is offered.

Two companies have written to us since summer. The sums were not small. I think the answer should come from all of us and not from whoever opens the letter.`,
		posts: []post{
			{"hana", "for", .5, `Yes. The whale is mine.`},
			{"oskar", "for", 1.1, `I do not know whether anyone will obey it. I want to have said it.`},
			{"kwame", "for", 2.8, `A sentence in the terms is worth what one can prove. I will volunteer to write down where our recordings turn up.`},
			{"jonas", "against", 4.0, `I am for the aim and against the wording: "whatever is offered" binds members who might decide otherwise for their own work. Say "without the maker's written consent".`},
			{"fatemeh", "", 5.2, `Jonas is right that each of us owns our work. The text binds the *co-op*, which owns none of it. I have kept it, and say so here.`},
		},
	},
	{
		mover: "samir", seconds: []string{"lena", "mehmet"}, fee: true, day: 108, result: 500,
		title: "Commission from 6 percent: what next?",
		body: `Turnover has doubled since the last vote and our costs have not. At 6 % the reserve grows by some 900 euros a month; it stands at eleven months of costs. All of this is from the old order book; from next month orders run here, and the treasury page shows them by itself.

Members who live from small orders feel the rate most. At the middle order of last quarter (640 euros) one percentage point is 6.40 euros, every time.

Please name the rate you think right, to hold from the first of a month after the vote.`,
		amended: `Turnover has doubled since the last vote and our costs have not. At 6 % the reserve grows by some 900 euros a month; it stands at eleven months of costs. All of this is from the old order book; from next month orders run here, and the treasury page shows them by itself.

Members who live from small orders feel the rate most. At the middle order of last quarter (640 euros) one percentage point is 6.40 euros, every time.

*Added after Zofia's question:* the mentorship budget of 1,200 euros a year stays as it is at any rate above 4 %.

Please name the rate you think right, to hold from the first of a month after the vote.`,
		posts: []post{
			{"zofia", "", .8, `What happens to the mentorship budget? I would not have my second client without it.`},
			{"samir", "for", 1.3, `Good question, added to the text. It is safe at anything above 4.`},
			{"dimitris", "for", 2.5, `I left three places that raised their share while I slept. Lowering it with the lights on is a pleasure.`},
			{"saskia", "against", 4.7, `As treasurer: eleven months sounds like much, and one dispute about a book would take five of them. I will name 5.5.`},
			{"ana", "for", 7.0, `I translate leaflets for 340 euros. A point is a lunch with one of my three readers. Five, please.`},
			{"jonas", "", 10.2, `I checked the sheet. 5 % covers costs and adds 310 a month to the reserve at today's volume; 4.5 % breaks even.`},
		},
	},
	{
		mover: "lena", seconds: []string{"noor", "samir"}, fee: true, day: 19, cast: 14, from: "card-fees",
		title: "Commission for the coming year",
		body: `Which share of each order should the co-op keep from the first month after this vote? It pays for hosting, payment fees, mediation, the mentorship programme and the reserve.

I move it early and calmly, because two things changed:

1. Card fees rise in spring, by about 0.3 % of the orders paid that way.
2. Since last quarter we have orders of a size we did not have before: whole books, whole films, whole festivals.

At the middle of last quarter's orders one percentage point is 6.40 euros an order. I have no rate to recommend; I would like us to look at the figures before we like a number.`,
		posts: []post{
			{"saskia", "", .9, `The figures are in the treasury. In short: at 5 % we put 280 euros a month aside. The card fees would take 190 of them.`},
			{"chiara", "for", 2.2, `Then half a point up would be honest. I say this as somebody who has never been in favour of a rise in anything.`},
			{"mai", "against", 3.1, `I show every client the five. Some read the split aloud to me. Could we ask those who pay by card to carry it?`},
			{"pavel", "", 4.4, `We could, and it would be the first fee here with a footnote. I would rather pay the half point than write the footnote.`},
			{"leonie", "against", 8.3, `The reserve stands at eight months. I do not see why it must grow in the year in which we are twenty-six and not sixteen.`},
			{"ruairi", "for", 12.6, `My orders are the large ones, so I may be part of the reason. I am content with anything up to six, and I will name it as it is.`},
		},
	},
}
