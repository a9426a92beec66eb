package demo

// drawnGigs are offers of illustration and pattern.
var drawnGigs = []gig{
	{
		key: "plates", owner: "ingrid", title: "Botanical illustration, drawn from life", craft: "illustration",
		industries: []string{"food", "media", "science"}, tier: "human", published: 330,
		body: `I draw plants for seed makers, publishers and museums. I work from living specimens wherever the season allows, in pencil and watercolour on cotton paper, and scan at 1,200 dpi.

### What you get

- Two pencil studies to choose from
- A finished plate, 30 × 40 cm, with its scan
- The right to print it, in writing

If a plant is out of season we talk: some wait a year, some can be drawn from the herbarium, and some are flowering two valleys away.`,
		packages: []pack{
			{"Study", "One pencil study with colour notes, 20 × 30 cm, with scan.", 480, 4, 1},
			{"Plate", "One finished plate with scan and print licence.", 1200, 14, 2},
			{"Series", "Four plates of one family or one garden, with a shared layout.", 4200, 60, 2},
		},
		extras:   []extra{{"Framed and insured delivery of the original", 90, 3}, {"Dissection of flower and seed on the same sheet", 260, 5}},
		pictures: []int{0, 2},
	},
	{
		key: "fieldday", owner: "ingrid", title: "A day in the field with sketchbook and list", craft: "illustration",
		industries: []string{"science", "tourism", "education"}, tier: "human", published: 140,
		body: `One day on your land: a reserve, a school garden, a verge that somebody wants to mow. I sketch what grows there, name it, and leave you with the sheets and a list.

Good for visitor boards, for planning applications, and for settling arguments about orchids.

**Included:** six to ten sketches, a species list with places, travel within Vestland. Further away we share the train ticket.`,
		packages: []pack{
			{"One day", "Six to ten sketches, species list, scans within a week.", 540, 10, 1},
			{"Four seasons", "One day in each season, and a joint sheet at the end.", 1980, 330, 1},
		},
		pictures: []int{1},
	},
	{
		key: "editorial", owner: "mirela", title: "Editorial illustration for difficult texts", craft: "illustration",
		industries: []string{"media", "nonprofit", "legal"}, tier: "human", published: 320,
		body: `Send me the text nobody wants to illustrate. I read all of it, ask one or two questions, and send three small ideas within two days. You choose, I paint.

I work in gouache and finish on the computer with the same brush marks. No stock, no generators, no handshakes in front of skylines.

1. Three thumbnails
2. One colour sketch
3. The picture, in the sizes your page needs`,
		packages: []pack{
			{"Spot", "A small picture for a column, up to 12 cm.", 220, 4, 1},
			{"Half page", "The usual size for an essay or a report chapter.", 390, 6, 2},
			{"Full page", "With a version for the website and one for the newsletter.", 640, 9, 2},
		},
		extras:   []extra{{"Delivery within 48 hours", 180, 0}},
		pictures: []int{0},
	},
	{
		key: "quarterly", owner: "mirela", title: "Covers for magazines and annual reports", craft: "illustration",
		industries: []string{"media", "public", "food"}, tier: "human", published: 160,
		body: `A cover has to be understood upside down on a table. I think about the title first, then about the place where the barcode will sit, then about the picture.

I deliver layered files with the lettering left free, and a second crop for the screen. Four issues a year at a fixed price are welcome: covers get better when they know each other.`,
		packages: []pack{
			{"One cover", "Idea, sketch and final art for one issue.", 880, 12, 2},
			{"A year", "Four covers that belong together.", 3100, 300, 2},
		},
		pictures: []int{1},
	},
	{
		key: "picturebook", owner: "hana", title: "Picture books, from first sketch to last spread", craft: "illustration",
		industries: []string{"media", "education"}, tier: "human", published: 225,
		body: `Bring a manuscript or an idea on the back of a ticket. I start with a storyboard of fourteen spreads the size of stamps, because that is where a picture book is won or lost.

Animals, weather and kitchens are my strong side. Cars are not.

I speak to your printer about paper before I choose colours. Originals are ink and gouache and stay in one piece.`,
		packages: []pack{
			{"Storyboard", "Fourteen spreads in thumbnails and two in colour.", 950, 21, 2},
			{"One spread", "A finished double page, for a pitch or a competition.", 520, 12, 1},
			{"Whole book", "Fourteen spreads, cover and endpapers.", 8400, 180, 2},
		},
		pictures: []int{0},
	},
	{
		key: "mural", owner: "hana", title: "Wall pictures for schools, clinics and stairwells", craft: "illustration",
		industries: []string{"education", "health", "public"}, tier: "human", published: 120,
		body: `I paint walls where people wait. First I spend a morning there without a pencil. Then you get a drawing to scale, a colour list and an honest estimate of the smell.

- Paints without solvents, washable, tested in three primary schools
- Children may help below one metre
- I repair the wall once within two years, free of charge`,
		packages: []pack{
			{"Drawing", "Design to scale with colours; you or a painter put it on the wall.", 690, 14, 2},
			{"Painted", "Design and painting, up to 12 square metres.", 2650, 35, 2},
		},
		extras:   []extra{{"Workshop with one class", 240, 1}},
		pictures: []int{1},
	},
	{
		key: "sprigs", owner: "zofia", title: "Repeat patterns ready for the mill", craft: "making",
		industries: []string{"luxury", "retail", "industry"}, tier: "human", published: 260,
		body: `Patterns that repeat without showing where. You say what the cloth is for; I draw, set the repeat, separate the colours and talk to the mill in its own language, which is often Polish.

Every pattern is yours alone for the field we agree on. I keep the right to show it.

**Before you pay for metres** you get one printed metre in your hands. If the colour is wrong, the second strike-off is on me.`,
		packages: []pack{
			{"One pattern", "One repeat in up to four colours, files and colour card.", 560, 12, 2},
			{"Family of three", "A lead pattern and two companions.", 1380, 28, 2},
		},
		extras:   []extra{{"Printed strike-off, one metre", 85, 7}, {"Second colourway", 120, 3}},
		pictures: []int{0, 2},
	},
	{
		key: "checks", owner: "zofia", title: "Woven checks and stripes for scarves and blankets", craft: "making",
		industries: []string{"luxury", "education", "retail"}, tier: "human", published: 90,
		body: `A check of your own: for a school, a choir, a shop, a family of forty. I design on paper, weave a hand sample on my loom and prepare the card for one of three mills in Łódź.

Minimum run is thirty scarves. Wool is Polish lambswool or recycled; I will show you both and say which one scratches.`,
		packages: []pack{
			{"Design and sample", "Three drafts, one hand-woven sample, mill card.", 430, 21, 2},
		},
		pictures: []int{1},
	},
	{
		key: "cafe", owner: "zofia", title: "Wipeable prints for cafés", craft: "making",
		industries: []string{"food"}, tier: "human", draft: true, published: 4,
		body:     `Table covers that survive beetroot. Notes to myself: ask the coating people in Pabianice about food contact; price per running metre or per table?`,
		packages: []pack{{"One print", "To be decided.", 400, 14, 1}},
		pictures: []int{2},
	},
	{
		key: "chair", owner: "oskar", title: "A chair made for one person", craft: "making",
		industries: []string{"retail", "cultural"}, tier: "human", published: 280,
		body: `You visit the workshop, or send me eleven measurements and a photograph of you sitting badly. I make the chair to fit: seat height, depth, the place where the back stops.

Ash or oak, oil and wax, wool or leather. Joints are cut, not screwed, so it can be repaired by somebody who has not been born yet.

*Ready in about ten weeks. I make four at a time and write to you when yours is glued.*`,
		packages: []pack{
			{"Dining chair", "Wooden seat, ash or oak.", 780, 70, 1},
			{"Reading chair", "Upholstered, with arms.", 2350, 90, 1},
		},
		extras:   []extra{{"Delivery and fitting within Sweden", 160, 4}},
		pictures: []int{0},
	},
	{
		key: "plans", owner: "oskar", title: "Working drawings for your own workshop", craft: "making",
		industries: []string{"education", "industry"}, tier: "human", published: 75,
		body: `Sheets you can build from: cutting list, joints at full size, the order of gluing, and the mistakes I made so that you need not.

I draw for schools and for people with a shed. Tell me which machines you have. I answer the telephone while you build, on weekdays before nine.`,
		packages: []pack{
			{"From my list", "Plan set of one of my chairs or shelves, five sheets.", 95, 3, 0},
			{"To your measure", "A piece drawn for your room and your machines.", 420, 14, 2},
		},
		pictures: []int{1, 2},
	},
}
