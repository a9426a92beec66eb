package demo

import "cooperage/hooks/demo/art"

// building are the members who program, map, chart and photograph.
var building = []member{
	{
		handle: "samir", name: "Samir Haddad", place: "Marseille, France", zone: "Europe/Paris", joined: 460,
		craft: "interface", headline: "Front-end engineer for accessible shops and services",
		bio: `I make web pages that work with a keyboard, a screen reader, a cracked phone and a bad train connection, in that order.

Audits come with the fixes, as patches you can apply, because a list of 140 findings has never helped anyone.

*One of the five founders of Marram.*`,
		skills:    []string{"HTML and CSS", "Accessibility audits", "TypeScript", "Design systems"},
		languages: []language{{"fr", "native"}, {"ar", "native"}, {"en", "fluent"}}, rate: 76,
		face: art.Face{Skin: 3, Hair: art.Undercut, HairTint: 0, Beard: art.Stubble, Clothes: art.Crew, ClothTint: 1, Ground: 5},
		samples: []sample{
			{"Focus, seen", "Part of a checkout that passes by keyboard alone.", "Code editor on paper colour showing style rules for focus", art.Code, 1},
			{"Saturday, market basket", "An order page for a weekly market.", "Mock-up of a market basket app on phone and screen", art.Interface, 1},
		},
	},
	{
		handle: "fatemeh", name: "Fatemeh Rostami", place: "Vienna, Austria", zone: "Europe/Vienna", joined: 276,
		craft: "interface", headline: "Interface designer for public services",
		bio: `Forms are conversations, and most of them are rude. I redesign them: registry offices, clinics, libraries.

I test on Tuesdays in the waiting room of whoever lets me. Five people are enough to be embarrassed.`,
		statement: "I work for authorities, who like contracts with one firm and one invoice. A co-op can be that without taking a third. I would like to build that with you.",
		skills:    []string{"Interaction design", "User research", "Prototyping", "Service design"},
		languages: []language{{"de", "fluent"}, {"en", "fluent"}, {"tr", "basic"}}, rate: 72,
		face: art.Face{Skin: 2, Hair: art.Scarf, Clothes: art.Crew, ClothTint: 1, Ground: 4},
		samples: []sample{
			{"Loanwell", "A library of things, tested with five neighbours.", "Mock-up of a lending library app on phone and screen", art.Interface, 2},
			{"Tide table", "Four figures, no ornament.", "Mock-up of a tide table app on phone and screen", art.Interface, 0},
		},
	},
	{
		handle: "jonas", name: "Jonas Weidenfeller", place: "Freiburg im Breisgau, Germany", zone: "Europe/Berlin", joined: 415,
		craft: "software", headline: "Back-end engineer: Go, SQL, things that count",
		bio: `Software that counts things and must not be wrong: votes, seeds, seats, money. I write less of it than you expect and test more of it than you pay for.

I maintain two small open-source libraries and answer every issue on Friday mornings.`,
		statement: "I have read the source of your tally. There is one comment I would word differently. Otherwise I would like to join.",
		skills:    []string{"Go", "SQL", "Testing", "Migrations", "Code review"},
		languages: []language{{"de", "native"}, {"en", "fluent"}}, rate: 82,
		face: art.Face{Skin: 1, Hair: art.Crop, HairTint: 2, Glasses: art.Square, Clothes: art.Collar, ClothTint: 8, Ground: 3},
		samples: []sample{
			{"Equal ranks stay equal", "From a library that counts ballots.", "Code editor in the dark showing a Go program that ranks ballots", art.Code, 0},
			{"What may still be sown", "One query instead of four screens.", "Code editor in the dark showing a database query about seeds", art.Code, 3},
		},
	},
	{
		handle: "wanjiru", name: "Wanjirũ Kamau", place: "Utrecht, Netherlands", zone: "Europe/Amsterdam", joined: 160,
		craft: "software", headline: "Geospatial software and harbour models",
		bio: `Tides, routes, parcels. I turn survey data into programs that somebody on a boat can use with one thumb.

Before Utrecht I worked for the port authority of Mombasa, where a wrong sign in a formula had a name and a telephone.`,
		statement: "I program for people outdoors. Yuki and I already share clients; sharing a co-op seems the next step.",
		skills:    []string{"Python", "GIS", "Data pipelines", "Hydrography"},
		languages: []language{{"en", "native"}, {"nl", "working"}}, rate: 74,
		face: art.Face{Skin: 5, Hair: art.Braids, HairTint: 0, Glasses: art.Round, Clothes: art.Turtleneck, ClothTint: 5, Ground: 7, Earrings: true},
		samples: []sample{
			{"Next slack water", "Checked against ten years of the harbour's log.", "Code editor in violet showing a Python function about tides", art.Code, 2},
			{"Old Harbour on foot", "Generated from the city's own parcels.", "Street plan with a river, parks and a dashed walking route", art.Map, 2},
		},
	},
	{
		handle: "yuki", name: "Yuki Tanabe", place: "Oslo, Norway", zone: "Europe/Oslo", joined: 359,
		craft: "data", headline: "Cartographer of trails that walkers can trust",
		bio: `I walk every trail I map, usually twice, once in bad weather. A map is a promise about where the bridge is.

Terrain from open survey data, relief shading partly smoothed with a denoising model (I say so on the sheet), and lettering by hand.`,
		statement: "I make maps for hiking associations from Hokkaidō to the Hardangervidda. I disclose what the software does and would like clients to see that it is a virtue.",
		skills:    []string{"Cartography", "Relief shading", "Field survey", "QGIS"},
		languages: []language{{"ja", "native"}, {"no", "fluent"}, {"en", "fluent"}}, rate: 60,
		face: art.Face{Skin: 2, Hair: art.Parted, HairTint: 0, Glasses: art.Round, Clothes: art.Jacket, ClothTint: 0, Ground: 3},
		samples: []sample{
			{"Vestre skog 1:25 000", "Eleven trails, walked in May and in October.", "Topographic map with contour lines, a dashed red trail and a lake", art.Map, 0},
			{"Dunes at low tide", "For a bird reserve on the Dutch coast.", "Topographic map of a dune coast with a green trail", art.Map, 1},
			{"Costa Velha", "Coast path, sheet 3.", "Map of a coast in warm colours with a violet trail", art.Map, 3},
		},
	},
	{
		handle: "saskia", name: "Saskia de Wolff-van Nieuwenhuizen", place: "Rotterdam, Netherlands", zone: "Europe/Amsterdam", joined: 430, office: "treasurer",
		craft: "data", headline: "Charts and figures for readers, not for dashboards",
		bio: `I draw figures that carry one thought each. Annual reports, exhibition walls, and the page in the newspaper you cut out.

As treasurer of Marram I also keep our books, which are public. If a number there puzzles you, write to me and I will explain it or correct it.`,
		statement: "I can draw, and I can keep books. Somebody should look after the second from the start.",
		skills:    []string{"Information design", "Statistics", "Bookkeeping", "R"},
		languages: []language{{"nl", "native"}, {"en", "fluent"}, {"de", "working"}}, rate: 71,
		face: art.Face{Skin: 0, Hair: art.Bun, HairTint: 7, Glasses: art.Square, Clothes: art.Jacket, ClothTint: 4, Ground: 5, Age: 1},
		samples: []sample{
			{"The harbour froze later", "130 winters in one line.", "Line chart of the first day of ice from 1890 to 2020, with a trend", art.Chart, 0},
			{"Where 400 commuters came from", "Drawn for a ferry hearing.", "Dot map of commuters in four colours around a centre", art.Chart, 1},
		},
	},
	{
		handle: "mehmet", name: "Mehmet Yıldırım", place: "Hamburg, Germany", zone: "Europe/Berlin", joined: 248,
		craft: "photography", headline: "Photographer of objects, hands and morning light",
		bio: `Catalogues for potters, bakers and instrument makers. One window, one reflector, and time.

I photograph on site, so nothing has to be sent, dropped or insured. Retouching removes dust, never a dent that belongs there.`,
		statement: "Clients ask me now whether the bowl exists. It does. I would like a place where that is written beside the picture.",
		skills:    []string{"Still life", "Product photography", "Retouching", "Lighting"},
		languages: []language{{"tr", "native"}, {"de", "fluent"}, {"en", "working"}}, rate: 520, perDay: true,
		face: art.Face{Skin: 3, Hair: art.Waves, HairTint: 0, Beard: art.Full, Clothes: art.Collar, ClothTint: 2, Ground: 8},
		samples: []sample{
			{"Three bowls", "For Demir Ceramics, one window, eight in the morning.", "Photograph of three ceramic bowls on a table, one with a dry twig", art.Photo, 2},
			{"Pot, afternoon", "Nothing moved but the sun.", "Photograph of a plant and the light of a window on a wall", art.Photo, 3},
		},
	},
	{
		handle: "dimitris", name: "Dimitris Papadopoulos", place: "Thessaloniki, Greece", zone: "Europe/Athens", joined: 134, busy: true,
		craft: "photography", headline: "Architecture and landscape, large format",
		bio: `Stairs, dams, empty pools. I use a wooden camera that takes four minutes to set up, so I decide before I press.

Architects get files that are straight because the camera was, not because they were straightened.`,
		statement: "I have been on three platforms and left three. I would stay somewhere I can vote.",
		skills:    []string{"Architecture", "Large format", "Landscape", "Fine printing"},
		languages: []language{{"el", "native"}, {"en", "fluent"}, {"it", "working"}}, rate: 610, perDay: true,
		face: art.Face{Skin: 2, Hair: art.Bald, HairTint: 1, Beard: art.Stubble, Clothes: art.Turtleneck, ClothTint: 8, Ground: 0},
		samples: []sample{
			{"Stair, Xanthi", "Four minutes, one sheet of film.", "Photograph looking down a spiral staircase with a red edge", art.Photo, 5},
			{"Rhodope, seven in the morning", "The fog stayed for two frames.", "Photograph of misty mountain ridges and a forest edge", art.Photo, 0},
		},
	},
}
