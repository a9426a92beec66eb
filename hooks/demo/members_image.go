package demo

import "cooperage/hooks/demo/art"

// drawing are the members who draw and design.
var drawing = []member{
	{
		handle: "ingrid", name: "Ingrid Solheim", place: "Bergen, Norway", zone: "Europe/Oslo", joined: 460,
		craft: "illustration", headline: "Botanical illustrator, working from life",
		bio: `I draw plants for seed makers, publishers and museums. Most of my year follows the seasons: snowdrops under glass in February, umbels in July, seed heads until the frost.

I trained as a gardener first and as an illustrator second, which is why I will ask you for the subspecies.

- Pencil, watercolour and gouache on cotton paper
- Plates in the Lindley Library and in two school textbooks
- I keep the originals unless we agree otherwise`,
		skills:    []string{"Watercolour", "Scientific illustration", "Plant identification", "Print preparation"},
		languages: []language{{"no", "native"}, {"en", "fluent"}, {"de", "working"}}, rate: 62,
		face: art.Face{Skin: 0, Hair: art.Braids, HairTint: 4, Clothes: art.Apron, ClothTint: 0, Ground: 3},
		samples: []sample{
			{"Foxglove for Fjell Seeds", "One of eleven plates for the 2026 packets.", "Watercolour plate of a foxglove with a detached leaf and seeds", art.Botanical, 0},
			{"Marram grass, Herdla", "Drawn on the dune in two afternoons, wind permitting.", "Watercolour plate of marram grass on a sand dune", art.Botanical, 3},
			{"Dog rose with hips", "Flower and fruit of the same bush, five months apart.", "Watercolour plate of a dog rose with blossoms and hips", art.Botanical, 4},
		},
	},
	{
		handle: "mirela", name: "Mirela Ionescu", place: "Cluj-Napoca, Romania", zone: "Europe/Bucharest", joined: 402,
		craft: "illustration", headline: "Editorial illustrator for papers and magazines",
		bio: `I make pictures for texts that are hard to illustrate: pensions, sleep, water law, grief. I read the whole article before I draw, and I send three small ideas before I send one large one.

My pictures have appeared in *Dilema*, *Mare* and a dozen newsletters whose readers write back.`,
		statement: "I have drawn for editors for nine years and mostly met them once. I would like colleagues who look at my sketches, and a say in what the platform takes.",
		skills:    []string{"Editorial illustration", "Gouache", "Cover art", "Colour separation"},
		languages: []language{{"ro", "native"}, {"en", "fluent"}, {"fr", "working"}}, rate: 55,
		face: art.Face{Skin: 1, Hair: art.Waves, HairTint: 1, Clothes: art.Turtleneck, ClothTint: 8, Ground: 2, Earrings: true},
		samples: []sample{
			{"The keeper goes home", "For a long read on the last staffed lighthouses.", "Illustration of a lighthouse above a bay at sunset with a small sailing boat", art.Scene, 0},
			{"Night shift at the bakery", "Cover of a food quarterly.", "Illustration of a lit bakery window at night with a bicycle outside", art.Scene, 1},
		},
	},
	{
		handle: "hana", name: "Hana Kovářová", place: "Brno, Czechia", zone: "Europe/Prague", joined: 233,
		craft: "illustration", headline: "Picture books and animals that are not cute",
		bio: `Eleven picture books so far, five of them my own texts. I like animals with opinions and weather that matters to the plot.

For schools and museums I draw on walls as well. Bring ladders.`,
		statement: "Children ask who drew it. I want to work where the answer is on the page. I can offer a monthly hour for members who want feedback on portfolios.",
		skills:    []string{"Picture books", "Character design", "Murals", "Storyboards"},
		languages: []language{{"cs", "native"}, {"en", "working"}, {"de", "basic"}}, rate: 50,
		face: art.Face{Skin: 1, Hair: art.Fringe, HairTint: 5, Clothes: art.Stripes, ClothTint: 1, Ground: 5},
		samples: []sample{
			{"What the whale heard", "Spread 9 of 14.", "Picture-book illustration of a whale under a small boat, with fish", art.Scene, 3},
			{"The allotment next door", "Wall picture for a primary school in Líšeň.", "Illustration of vegetable rows with a scarecrow and a red shed", art.Scene, 2},
		},
	},
	{
		handle: "amara", name: "Amara Oyelaran", place: "Lisbon, Portugal", zone: "Europe/Lisbon", joined: 371,
		craft: "design", headline: "Names and marks for small firms",
		bio: `I help small firms find a name they can say on the phone and a mark they can cut into a door.

I work with one client at a time, start with two days on site, and show my rejected sketches as well as the good one. Before I went out on my own I ran the brand team of a railway for six years.`,
		statement: "I left an agency because clients paid 140 an hour and I saw 38 of it. I have nine years of identity work, references below, and I would like to help with how this place presents itself.",
		skills:    []string{"Identity design", "Naming", "Lettering", "Signage", "Workshops"},
		languages: []language{{"en", "native"}, {"pt", "fluent"}, {"fr", "working"}}, rate: 78,
		face: art.Face{Skin: 5, Hair: art.Wrap, HairTint: 0, Clothes: art.Jacket, ClothTint: 2, Ground: 2, Earrings: true},
		samples: []sample{
			{"Hallen", "Name, mark and signs for a market hall.", "Brand mark of a market hall: an arch with a round light, above the name Hallen", art.Mark, 0},
			{"Fjell Seeds, in use", "Letterhead and cards after the new mark.", "Letterhead and two business cards with a green seed mark", art.Mark, 1},
			{"Okra & Rye, trials", "Six directions for a food van; number five stayed.", "Sheet with six trial marks, one of them in colour", art.Mark, 5},
		},
	},
	{
		handle: "noor", name: "Noor Jansen", place: "Utrecht, Netherlands", zone: "Europe/Amsterdam", joined: 388,
		craft: "design", headline: "Posters for concerts, festivals and causes",
		bio: `Posters are my favourite argument: one sheet, three seconds, no scrolling.

I cut paper first and open the computer late. Some of my textures come out of a generator I feed with my own cut-outs; I mark those jobs as hybrid and send the source sheets along.`,
		statement: "I design about forty posters a year, mostly for places without a marketing department. I would rather share a commission with colleagues than an algorithm.",
		skills:    []string{"Posters", "Screen printing", "Festival identities", "Risograph"},
		languages: []language{{"nl", "native"}, {"en", "fluent"}}, rate: 58,
		face: art.Face{Skin: 2, Hair: art.Bun, HairTint: 0, Clothes: art.Crew, ClothTint: 4, Ground: 4},
		samples: []sample{
			{"Night of the Choirs", "Two colours and the paper.", "Yellow poster with a half red, half black disc: Night of the Choirs", art.Poster, 0},
			{"Low Tide Sessions", "A series of eight, one per week of summer.", "Blue poster with concentric rings rising from water: Low Tide Sessions", art.Poster, 1},
			{"Ten Years of Repair", "For a workshop that mends toasters.", "Poster with a grid of bold geometric shapes: Ten Years of Repair", art.Poster, 2},
		},
	},
	{
		handle: "lena", name: "Lena Brandt", place: "Leipzig, Germany", zone: "Europe/Berlin", joined: 460,
		craft: "design", headline: "Book designer for literary presses",
		bio: `I have designed some three hundred books, from poetry of 48 pages to a dictionary of 1,900. A cover should still make sense after the last chapter, so I read the manuscript.

I set the inside too. Widows are removed by hand.

*One of the five founders of Marram.*`,
		skills:    []string{"Book covers", "Typesetting", "Print production", "Art direction"},
		languages: []language{{"de", "native"}, {"en", "fluent"}}, rate: 70,
		face: art.Face{Skin: 0, Hair: art.Bob, HairTint: 6, Glasses: art.Round, Clothes: art.Collar, ClothTint: 3, Ground: 4, Age: 1},
		samples: []sample{
			{"Letters from the Estuary", "Clothbound, two-colour foil.", "Red book with the title Letters from the Estuary above drawn waves", art.Cover, 0},
			{"The Salt Year and Slow Bread", "From one press, one spring.", "Two books side by side: The Salt Year in blue and Slow Bread in ochre", art.Cover, 1},
		},
	},
	{
		handle: "leonie", name: "Léonie Charpentier-Delacroix de Saint-Aubin", place: "Lyon, France", zone: "Europe/Paris", joined: 190,
		craft: "design", headline: "Type designer and letterer",
		bio: `I draw alphabets: text faces for newspapers, a few letters for a shop front, and the accents that other people forgot.

My families cover the Latin of all official languages of Europe, Vietnamese, and by request the letters of the one village that writes its name differently.`,
		statement: "A typeface takes two years and is copied in two minutes. I am looking for colleagues who understand the first half of that sentence.",
		skills:    []string{"Type design", "Lettering", "Font engineering", "Kerning"},
		languages: []language{{"fr", "native"}, {"en", "fluent"}, {"it", "basic"}}, rate: 74,
		face: art.Face{Skin: 1, Hair: art.Long, HairTint: 3, Glasses: art.HalfRim, Clothes: art.Jacket, ClothTint: 0, Ground: 6},
		samples: []sample{
			{"Marram Text", "The face our own documents are set in.", "Type specimen showing the letters R and g with their outlines and guides", art.Type, 0},
			{"Capitals for a station", "Enamel plates, 34 cm high.", "Grid of capital letters with accents, some on orange squares", art.Type, 1},
		},
	},
	{
		handle: "mai", name: "Nguyễn Thị Mai", place: "Berlin, Germany", zone: "Europe/Berlin", joined: 148,
		craft: "design", headline: "Packaging that says what is inside",
		bio: `I design labels, boxes and tins, mostly for food. I know what a barcode needs, what a printer hates, and which of the fourteen compulsory statements you have forgotten.

I cook everything I pack at least once.`,
		statement: "I have been freelancing alone for six years. I would like to learn from the type people, and I can teach how to talk to printers.",
		skills:    []string{"Packaging", "Food labelling", "Dielines", "Print supervision"},
		languages: []language{{"de", "fluent"}, {"en", "fluent"}}, rate: 60,
		face: art.Face{Skin: 2, Hair: art.Long, HairTint: 0, Clothes: art.Crew, ClothTint: 9, Ground: 7},
		samples: []sample{
			{"Label for a ropemaker", "Letterpress on kraft, black only.", "Round label with lettering on a circle around a rising sun", art.Type, 2},
			{"Kestrel Coffee, six trials", "The fifth is on the shelf now.", "Sheet with six trial marks, a bird in red among them", art.Mark, 2},
		},
	},
	{
		handle: "zofia", name: "Zofia Wiśniewska", place: "Łódź, Poland", zone: "Europe/Warsaw", joined: 284,
		craft: "making", headline: "Textile patterns, printed and woven",
		bio: `My grandmother worked in the mills; I draw for the three that are left. Repeats for printed cotton, jacquards for blankets, checks for school scarves.

You get files a mill can use, with the colours named in their own system, and a metre of the real thing before you pay for four hundred.`,
		statement: "I have a loom, a repeat library of my own making and a habit of answering letters. I apply because two of my clients already work with members here.",
		skills:    []string{"Repeat patterns", "Jacquard", "Colour cards", "Screen printing"},
		languages: []language{{"pl", "native"}, {"en", "working"}, {"de", "working"}}, rate: 48,
		face: art.Face{Skin: 0, Hair: art.Parted, HairTint: 4, Clothes: art.Stripes, ClothTint: 2, Ground: 0, Earrings: true},
		samples: []sample{
			{"Sprigs, half-drop", "Four screens on unbleached cotton.", "Textile pattern of climbing leaves and red flowers", art.Textile, 0},
			{"Scarf check, class of 2026", "Woven in lambswool.", "Woven check in red, green and blue", art.Textile, 1},
			{"Scallops for a café", "Wipeable, which was the whole brief.", "Textile pattern of overlapping rings in red, ochre and cream", art.Textile, 2},
		},
	},
	{
		handle: "oskar", name: "Oskar Lindqvist", place: "Göteborg, Sweden", zone: "Europe/Stockholm", joined: 305,
		craft: "making", headline: "Furniture maker: chairs, shelves, working drawings",
		bio: `I make chairs one at a time and shelves by the wall. Ash and oak from within a day's drive, oil finish, no veneer.

If you have your own workshop I will sell you the drawings and the jigs instead, and answer the phone while you build.`,
		statement: "Not an obvious fit, I know. But half of my work is drawings and teaching now, and that half is lonelier than the other.",
		skills:    []string{"Cabinet making", "Chair making", "Technical drawing", "Teaching"},
		languages: []language{{"sv", "native"}, {"en", "fluent"}}, rate: 52,
		face: art.Face{Skin: 1, Hair: art.Cap, HairTint: 4, Beard: art.Full, Clothes: art.Apron, ClothTint: 1, Ground: 8, Age: 1},
		samples: []sample{
			{"Reading chair no. 7", "Ash, wool, eleven joints, no screws.", "Illustration of an armchair with green upholstery beside a floor lamp", art.Furniture, 0},
			{"Chair no. 4, drawing", "Sheet 2 of 5 of the plan set.", "Blueprint of a wooden chair from the front and the side with measures", art.Furniture, 2},
			{"Wall of shelves, Haga", "Four metres of oak for a retired teacher.", "Illustration of oak bookshelves with books and plants", art.Furniture, 3},
		},
	},
}
