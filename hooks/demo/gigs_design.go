package demo

// designGigs are offers of graphic design and type.
var designGigs = []gig{
	{
		key: "mark", owner: "amara", title: "A name and a mark for a small firm", craft: "design",
		industries: []string{"food", "retail", "cultural"}, tier: "human", published: 325,
		body: `Three weeks, one client, no committee. I spend two days where you work, look at what your customers look at, and come back with one name and one mark that hold together, plus the sketches that did not.

### You can expect

- A name that is free in your register and sayable on the phone
- A mark that works at 8 mm and on a van
- Files in every format your printer will ask for
- A page that says how to use it, not a book`,
		packages: []pack{
			{"Mark", "You have the name; I draw the mark.", 1900, 21, 2},
			{"Name and mark", "Both, with the search in the register.", 2900, 28, 2},
		},
		extras:   []extra{{"Signwriting on your door, by hand, in Portugal", 480, 5}},
		pictures: []int{0, 2},
	},
	{
		key: "stationery", owner: "amara", title: "Letters, cards and labels that belong together", craft: "design",
		industries: []string{"retail", "legal", "tourism"}, tier: "human", published: 110,
		body: `You have a mark and it looks different everywhere. I set letterhead, card, invoice, labels and the signature under your e-mails so that they know each other.

I hand over templates that your office can open without me, and half an hour of explanation that I also write down.`,
		packages: []pack{
			{"Basics", "Letter, card, e-mail signature.", 620, 8, 2},
			{"Complete", "Basics with invoice, labels and two signs.", 1150, 14, 2},
		},
		pictures: []int{1},
	},
	{
		key: "poster", owner: "noor", title: "Posters for concerts and festivals", craft: "design",
		industries: []string{"cultural", "nonprofit"}, tier: "hybrid", published: 310,
		body: `One sheet, three seconds. I read your programme, listen to the music where there is any, and send two directions that differ.

Some textures come from a generator fed with my own paper cut-outs; composition, lettering and colour are mine, and you receive the source sheets. If you want a poster without any of that, say so: it costs the same and takes two days longer.`,
		packages: []pack{
			{"Poster", "A1 and A3, print files and screen sizes.", 390, 6, 2},
			{"Poster and flyers", "With programme flyer and tickets.", 690, 9, 2},
		},
		extras:   []extra{{"Screen printed by hand, 40 sheets, two colours", 520, 8}},
		pictures: []int{0, 2},
	},
	{
		key: "series", owner: "noor", title: "A poster series for a season", craft: "design",
		industries: []string{"cultural", "education"}, tier: "human", published: 85,
		body: `Eight evenings, eight posters, one idea. People should recognise the series from the tram and still read which evening it is.

We fix grid, type and palette in the first two weeks. After that each poster takes me a day, so late changes of soloists are survivable.

All cut, drawn and set by hand. No generators in this one.`,
		packages: []pack{
			{"Four", "Identity and four posters.", 1280, 28, 2},
			{"Eight", "Identity and eight posters.", 2200, 60, 2},
		},
		pictures: []int{1},
	},
	{
		key: "covers", owner: "lena", title: "Book covers for literary presses", craft: "design",
		industries: []string{"media", "cultural"}, tier: "human", published: 340,
		body: `I read the manuscript before I draw. Then you receive three sketches on paper, photographed on a table, because a cover lives on tables.

Spine, back and flaps are part of the price; the spine first, since that is what most shops show.

- Fonts licensed, picture rights cleared in writing
- Contact with the printer until the proof is right
- One more cover of the same author at two thirds of the price`,
		packages: []pack{
			{"Cover", "Front, spine and back; print-ready.", 650, 14, 2},
			{"Cover and jacket", "With flaps, foil or cloth.", 980, 18, 2},
			{"Spring list", "Three titles of one season.", 1750, 30, 2},
		},
		pictures: []int{0},
	},
	{
		key: "inside", owner: "lena", title: "Typesetting for books people finish", craft: "design",
		industries: []string{"media", "science"}, tier: "human", published: 130,
		body: `Prose, poetry, notes, an index that works. I set with care for the grey of the page and remove widows by hand, because software does not know which word the author would rather lose.

Send me the final manuscript and ten pages you are worried about. I set those first.`,
		packages: []pack{
			{"Up to 160 pages", "Prose, one proof round.", 740, 15, 1},
			{"Up to 400 pages", "With notes and index.", 1620, 30, 2},
		},
		extras:   []extra{{"E-book, tested on three readers", 190, 5}},
		pictures: []int{1},
	},
	{
		key: "lettering", owner: "leonie", title: "Lettering for a sign, a spine or a stone", craft: "design",
		industries: []string{"retail", "cultural", "luxury"}, tier: "human", published: 180,
		body: `A few letters, drawn for one place. I ask for a photograph of the wall, the distance people read it from, and the light at five in the afternoon.

You receive outlines for the sign maker, the engraver or the stone mason, and I check the first proof. Any Latin orthography, any accent. Yes, also **ẞ**.`,
		packages: []pack{
			{"One word", "Up to twelve letters, outlines and proof check.", 580, 12, 2},
			{"Alphabet", "All capitals, figures and the accents you need.", 1950, 40, 2},
		},
		pictures: []int{1, 0},
	},
	{
		key: "labels", owner: "mai", title: "Food labels that are lawful and look good", craft: "design",
		industries: []string{"food", "retail"}, tier: "human", published: 140,
		body: `Fourteen compulsory statements, one square decimetre, and it should still make somebody hungry. I arrange all of it, check it against the regulation, and supervise the first print run.

I cook or eat what I pack. For allergens I want to see the recipe, signed.

*Not included: legal advice. I know the rules well and tell you when you need a lawyer.*`,
		packages: []pack{
			{"One label", "Front and back, print-ready, one barcode.", 460, 10, 2},
			{"Range of six", "One idea across six products.", 1480, 24, 2},
		},
		extras:   []extra{{"At the printer's for the first run", 210, 1}},
		pictures: []int{0, 1},
	},
}
