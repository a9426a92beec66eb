package demo

import "cooperage/hooks/events/dates"

// meeting is an event of the demo. Days count back from the first day, those to come are negative.
type meeting struct {
	key, host   string
	day         int
	clock, zone string
	minutes     int
	announced   int // days before the first one
	title, body string
	place, link string
	capacity    int
	cutoff      int // minutes
	public      bool
	skills      []string
	every       dates.Every
	count       int
	guests      []string // in the order in which they came; who finds no place waits
	leaves      string   // gives the place back
	absent      []string
	notes       string
	recording   string
}

// meetings are six that took place and five that will: two dates of the open books lie on each side.
var meetings = []meeting{
	{
		key: "pricing", host: "saskia", day: 75, clock: "18:00", zone: "Europe/Amsterdam", minutes: 90, announced: 96,
		title: "What does an hour cost you?",
		body: `Most of us took our first price from somebody else and never checked it.

Bring last year's figures, rough ones will do. We work out **what an hour costs you before you have earned anything**: rent, software, the weeks nobody orders, the pension nobody pays for you. Then we look at what you charge.

- 20 minutes: the sheet, explained on my own figures
- 40 minutes: you fill in yours, I walk from screen to screen
- 30 minutes: what follows from it

Nobody has to show a number to anybody.`,
		link: "https://meet.marram.example/open-table", skills: []string{"Pricing", "Bookkeeping"},
		guests: []string{"amara", "noor", "hana", "kwame", "chiara", "pavel", "zofia", "mehmet", "leonie", "mai", "ruairi"}, absent: []string{"ruairi"},
		notes: `Ten people, ten sheets. Seven of us charge less than an hour costs once the empty weeks are counted.

**What we agreed to try until Christmas**

1. Quote by the piece, but write the hours beside it for ourselves.
2. Name the price first and then stop talking.
3. Send Saskia the sheet again in January, without names, so that she can draw one line through all of them.

The empty sheet is in the forum under *Tools*.`,
		recording: "https://video.marram.example/what-an-hour-costs",
	},
	{
		key: "contracts", host: "tomas", day: 47, clock: "17:30", zone: "Europe/Berlin", minutes: 75, announced: 61,
		title: "Contracts that both sides finish reading",
		body: `Three clauses that freelancers sign and should not: **all rights, in all media, for ever**; payment *after publication*; and the indemnity nobody insures.

I bring the clauses, anonymised. You bring one you were sent. We rewrite them until both sides could read them aloud.`,
		place: "Speicherstadt, Am Sandtorkai 5, Hamburg", link: "https://meet.marram.example/contracts", public: true, capacity: 24,
		skills: []string{"Contract law", "Plain language"},
		guests: []string{"lena", "amara", "bjorn", "ana", "mirela", "clara", "samir", "jonas", "fatemeh"}, absent: []string{"samir"},
		notes:     "We rewrote four clauses. The one on rights lost sixty words and gained a date.\n\n> Licence for the German edition, print and e-book, until 31 December 2031. Everything else stays with the translator.\n\nBjörn read the result to his neighbour, who understood it and asked why the other one existed.",
		recording: "https://video.marram.example/contracts",
	},
	{
		key: "garden", host: "ingrid", day: 33, clock: "10:00", zone: "Europe/Oslo", minutes: 240, announced: 54,
		title: "Drawing in the garden before the frost",
		body: `A morning in the Milde arboretum with pencil and one colour. I show how I begin: the angle of the stem first, then the gaps between leaves, and the leaves last.

Warm clothes, a hard pencil, something to sit on. There is soup afterwards at my place.`,
		place: "Mildevegen 240, Bergen", public: true, capacity: 6, cutoff: 1440, skills: []string{"Watercolour", "Scientific illustration"},
		guests: []string{"yuki", "oskar", "hana", "mirela", "leonie", "zofia", "noor"}, leaves: "oskar",
		notes: "It rained until eleven and then did not. Six drawings of the same *Sorbus*, and not one of them alike. Hana's had a bird in it that nobody else had seen.",
	},
	{
		key: "assembly", host: "aoife", day: 19, clock: "18:30", zone: "Europe/Dublin", minutes: 120, announced: 50,
		title: "Autumn assembly",
		body: `Everybody who can. The votes themselves are held on their own pages; here we talk.

1. The books since summer (Saskia, 15 minutes)
2. The commission: what six months at the new level did
3. Who wants to take an office in spring
4. Anything else, two minutes each`,
		link: "https://meet.marram.example/assembly",
		guests: []string{"saskia", "bjorn", "amara", "tomas", "ingrid", "lena", "samir", "pavel", "jonas", "noor", "yuki", "fatemeh", "kwame",
			"oskar", "chiara", "zofia", "wanjiru", "ana"}, absent: []string{"wanjiru"},
		notes: `18 of 26 were there.

**Books.** We are ahead of the plan by a little more than a month's rent. Saskia proposes to keep it until the tax is known. Nobody objected.

**Commission.** Two members feel the step, nobody has lost an order to it as far as we know. The motion stays as it is.

**Offices.** Björn would do another year. For treasurer, Lena and Jonas want to learn from Saskia first.

**Anything else.** Kwame asked for a workshop on sound for people who only ever hear their own laptop. Oskar has a spare band saw.`,
	},
	{
		key: "books", host: "saskia", day: 21, clock: "09:00", zone: "Europe/Amsterdam", minutes: 45, announced: 28, every: dates.Fortnight, count: 4,
		title: "Open books: bring a receipt",
		body:  "Coffee, and the ledger on the screen. Ask what a line means, or bring the receipt you have been avoiding. Every second week until Christmas, always 45 minutes.",
		link:  "https://meet.marram.example/open-table", skills: []string{"Bookkeeping"}, guests: []string{"jonas", "lena", "amara"},
		notes: "Three receipts, one of them in Icelandic. The question of the day: why a payout shows twice. It does not: once it leaves the co-op, once it leaves the bank.",
	},
	{
		key: "audio", host: "pavel", day: -4, clock: "19:00", zone: "Europe/Prague", minutes: 90, announced: 20,
		title: "Say what is on the screen",
		body: `An evening of audio description for people who have never done it.

We watch two minutes of a film without sound, and then without the picture. You write one sentence for one gap; we hear all of them; I say which one I would have kept and why.

Six places, because everybody speaks. Sighted and blind guests are equally welcome, and so are dogs.`,
		place: "Kino Ponrepo, Bartolomějská 11, Prague", link: "https://meet.marram.example/screen", public: true, capacity: 6, cutoff: 180,
		skills: []string{"Audio description", "Plain language"},
		guests: []string{"kwame", "bjorn", "clara", "ana", "chiara", "fatemeh", "amara", "ruairi", "hana"}, leaves: "chiara",
	},
	{
		key: "lettering", host: "amara", day: -11, clock: "18:00", zone: "Europe/Lisbon", minutes: 120, announced: 9,
		title: "Letters for a shop that is not a brand",
		body: `How to draw six letters that a sign painter can paint, a phone can show, and the owner can live with for twenty years.

Bring the name of a shop near you. We start on paper with a flat brush and end with outlines. Léonie looks in for the last half hour and tells us what our curves are hiding.`,
		link: "https://meet.marram.example/letters", capacity: 12, skills: []string{"Lettering", "Signage"},
		guests: []string{"noor", "mai", "lena", "zofia", "leonie", "mehmet"},
	},
	{
		key: "workday", host: "noor", day: -18, clock: "10:00", zone: "Europe/Amsterdam", minutes: 360, announced: 13,
		title: "Winter workday, with a press and a pot of soup",
		body: `The screen printing workshop in Utrecht is ours for a day. Print your New Year's cards, or come with a laptop and sit by the stove.

Ink and two colours of paper are there. If you want your own screen burnt, send me the file **three days before**.

Friends and clients are welcome, too.`,
		place: "Concordiastraat 67a, Utrecht", public: true, capacity: 20, cutoff: 2880, skills: []string{"Screen printing"},
		guests: []string{"wanjiru", "saskia", "zofia", "oskar", "clara"},
	},
}
