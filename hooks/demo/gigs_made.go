package demo

// madeGigs are offers of software, maps, figures and photographs.
var madeGigs = []gig{
	{
		key: "a11y", owner: "samir", title: "Accessibility review of a web shop", craft: "interface",
		industries: []string{"retail", "food", "technology"}, tier: "assisted", published: 342,
		body: `I buy something in your shop four times: with the keyboard, with a screen reader, at 400 % zoom, and on a phone from 2016. What fails, I fix with you.

- Findings in order of who they shut out, not in order of paragraph
- Patches for your templates, tested
- One hour with your developers

An assistant drafts some of the patches from my notes; I rewrite and test each one, and the list says which.`,
		packages: []pack{
			{"Checkout", "From product page to receipt.", 540, 5, 1},
			{"Shop", "All templates, with patches.", 1650, 15, 1},
		},
		extras:   []extra{{"Second look after your release", 180, 2}},
		pictures: []int{0},
	},
	{
		key: "orderpage", owner: "samir", title: "An order page that works on a bad connection", craft: "interface",
		industries: []string{"food", "retail", "nonprofit"}, tier: "human", published: 95,
		body: `For growers, bakers and repair shops who take orders by telephone and would like to take fewer. One page, no account, no tracking, under 60 kilobytes.

You receive orders by e-mail and as a list to print. I build it, put it on your web space and show you how to change the prices.`,
		packages: []pack{
			{"Page", "Up to 30 articles, one pick-up place.", 890, 12, 2},
			{"Page and list", "With routes, deposits and a packing list.", 1490, 20, 2},
		},
		pictures: []int{1},
	},
	{
		key: "forms", owner: "fatemeh", title: "Forms people can finish, for public services", craft: "interface",
		industries: []string{"public", "health", "nonprofit"}, tier: "human", published: 255,
		body: `I sit in your waiting room for a morning, count where people stop, and redesign the form so that they do not. On paper, on a screen, or both.

Five people try every version. You get the recordings of what they said, with their consent, because that convinces directors better than I do.

*In German and English, with colleagues here for eleven more languages.*`,
		packages: []pack{
			{"One form", "Research, two prototypes, five tests.", 1450, 18, 2},
			{"Service", "Up to six forms and the letters between them.", 4900, 60, 3},
		},
		pictures: []int{0, 1},
	},
	{
		key: "review", owner: "jonas", title: "Code review by someone who reads all of it", craft: "software",
		industries: []string{"technology", "finance", "science"}, tier: "human", published: 328,
		body: `Two days with your Go or SQL code. I read every line, run it, break it, and write down what I would change in the order I would change it.

I look first at money, time and concurrency, then at names. No tool output is pasted into the report; where I ran a tool I say which, and why its findings matter or not.

You may read the report aloud to your investors.`,
		packages: []pack{
			{"Two days", "Up to 6,000 lines, written report and a call.", 1180, 8, 0},
			{"One week", "Up to 25,000 lines, with tests for what I broke.", 2900, 18, 1},
		},
		pictures: []int{0},
	},
	{
		key: "service", owner: "jonas", title: "A small service that counts things", craft: "software",
		industries: []string{"nonprofit", "food", "public"}, tier: "assisted", published: 150,
		body: `Members, seeds, seats, votes. One binary, one database file, a page of documentation that your successor can follow.

I use a code assistant for boilerplate and list the files it touched. Everything that counts is written and tested by me, with the rule it implements quoted beside it.

Includes a year of fixes.`,
		packages: []pack{
			{"Prototype", "Works for real users, on your server.", 1900, 20, 2},
			{"Complete", "With import, export, backup and handover.", 4600, 55, 2},
		},
		pictures: []int{1},
	},
	{
		key: "walking", owner: "wanjiru", title: "Walking maps from your city's own data", craft: "data",
		industries: []string{"public", "tourism", "cultural"}, tier: "assisted", published: 145,
		body: `Parcels, house fronts, trees and steps are in your city's registers already. I turn them into a map people can follow with one thumb, printed and on a screen.

Generalisation (which houses to merge, which bends to keep) is proposed by a model and corrected by me, block by block; the delivery shows both.`,
		packages: []pack{
			{"One quarter", "Printed A3 and a page for phones.", 690, 14, 2},
			{"Town", "Up to six quarters, with signs in the streets.", 3300, 60, 2},
		},
		pictures: []int{1, 0},
	},
	{
		key: "trails", owner: "yuki", title: "Trail maps that walkers can trust", craft: "data",
		industries: []string{"tourism", "public", "science"}, tier: "assisted", published: 332,
		body: `I walk what I map. Terrain comes from open survey data, trails from my own feet with a good receiver, names from people who live there.

Relief shading is smoothed in part with a denoising model, which is why this is marked as AI-assisted; contour lines, trails and lettering are not touched by it.

- Print at 1:10 000 to 1:50 000
- A version for phones that works without network
- Corrections for two years`,
		packages: []pack{
			{"One trail", "Up to 15 km, map and profile.", 720, 10, 2},
			{"Network", "Up to 60 km, both sides of a folded sheet.", 2450, 35, 2},
		},
		extras:   []extra{{"Panels for two trailheads", 380, 7}},
		pictures: []int{0, 2},
	},
	{
		key: "reserve", owner: "yuki", title: "Maps for nature reserves and visitor centres", craft: "data",
		industries: []string{"science", "public", "education"}, tier: "assisted", published: 80,
		body: `What may be shown and what must not: nests, dens, the bog that swallows boots. I draw two maps, one for visitors and one for wardens, from the same data.

Colours are checked for people who see fewer of them. Shading as in my trail maps, disclosed on the sheet.`,
		packages: []pack{
			{"Visitor map", "One sheet and a wall version.", 840, 16, 2},
			{"Both maps", "Visitors and wardens, with yearly update.", 1390, 24, 2},
		},
		pictures: []int{1},
	},
	{
		key: "figures", owner: "saskia", title: "One good figure for your report", craft: "data",
		industries: []string{"finance", "public", "nonprofit"}, tier: "human", published: 322,
		body: `You have a table with forty columns and a page with room for one picture. I find the sentence in your data, draw it, and write the line underneath.

I check the figures before I draw them. About every third table has an error; you hear about it from me and not from a reader.`,
		packages: []pack{
			{"One figure", "For print and screen, with alt text and source line.", 360, 6, 2},
			{"Chapter", "Five figures that belong together.", 1420, 18, 2},
		},
		pictures: []int{0},
	},
	{
		key: "wallchart", owner: "saskia", title: "Wall charts for exhibitions and hearings", craft: "data",
		industries: []string{"cultural", "public", "science"}, tier: "human", published: 115,
		body: `A figure three metres wide is not a large small figure. People walk past it, point at it, find their street in it. I design for the distance and test with a paper print in a corridor.

Delivered for your printer, with a version that can be touched where visitors do not see.`,
		packages: []pack{
			{"Wall", "One chart up to six square metres.", 1250, 24, 2},
		},
		extras:   []extra{{"Tactile version", 560, 12}},
		pictures: []int{1},
	},
	{
		key: "catalogue", owner: "mehmet", title: "Catalogue photographs at your own bench", craft: "photography",
		industries: []string{"luxury", "retail", "cultural"}, tier: "human", published: 235,
		body: `I come with one window's worth of light and photograph your pieces where they were made. Forty pieces a day is a good day; sixty is possible if somebody else makes the tea.

Dust goes, dents stay. Colour is matched to the piece beside the screen, not to my memory.

Files for print and shop, named by your numbers.`,
		packages: []pack{
			{"Half a day", "Up to 18 pieces, two views each.", 380, 7, 1},
			{"One day", "Up to 40 pieces, two views each.", 640, 10, 1},
		},
		extras:   []extra{{"Portrait of the maker at work", 140, 1}},
		pictures: []int{0, 1},
	},
	{
		key: "stairs", owner: "dimitris", title: "Buildings on large format film", craft: "photography",
		industries: []string{"cultural", "industry"}, tier: "human", published: 125, paused: true,
		body: `Six views of one building, on film, in one day of the light we both want. I visit the day before without the camera.

You receive scans of 300 megapixels, one hand print, and the negatives on loan if you ever need more.`,
		packages: []pack{
			{"Six views", "One building, one day.", 1350, 30, 0},
		},
		pictures: []int{0, 1},
	},
}
