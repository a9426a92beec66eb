package demo

import "cooperage/hooks/demo/art"

// clients are those who order. Clara Ng's is the account that the demo prints.
var clients = []client{
	{"clara", "Clara Ng", "Fjell Seeds", 330, art.Face{Skin: 2, Hair: art.Bob, HairTint: 0, Clothes: art.Collar, ClothTint: 6, Ground: 3}},
	{"jorg", "Jörg Hallmann", "Hallen Markthalle eG", 300, art.Face{Skin: 0, Hair: art.Crop, HairTint: 6, Beard: art.Stubble, Clothes: art.Jacket, ClothTint: 1, Ground: 0}},
	{"birgit", "Birgit Aalto", "Museum of the Northern Coast", 280, art.Face{Skin: 0, Hair: art.Bun, HairTint: 4, Clothes: art.Turtleneck, ClothTint: 4, Ground: 6}},
	{"rafael", "Rafael Quintero", "Editorial Faro", 250, art.Face{Skin: 3, Hair: art.Waves, HairTint: 0, Beard: art.Goatee, Clothes: art.Collar, ClothTint: 3, Ground: 1}},
	{"miriam", "Dr. Miriam Osei", "Osei & Partner Rechtsanwälte", 240, art.Face{Skin: 5, Hair: art.Curls, HairTint: 0, Glasses: art.HalfRim, Clothes: art.Jacket, ClothTint: 8, Ground: 4, Earrings: true}},
	{"theo", "Theo Vandenberghe", "Vestre Skog Trails Association", 210, art.Face{Skin: 1, Hair: art.Cap, HairTint: 2, Beard: art.Full, Clothes: art.Crew, ClothTint: 0, Ground: 9}},
	{"kasia", "Katarzyna Nowak-Zielińska", "Kino Orzeł", 180, art.Face{Skin: 0, Hair: art.Fringe, HairTint: 3, Clothes: art.Stripes, ClothTint: 9, Ground: 2}},
	{"peter", "Peter Mbeki", "Harbour Health Trust", 150, art.Face{Skin: 6, Hair: art.Crop, HairTint: 6, Glasses: art.Square, Clothes: art.Collar, ClothTint: 1, Ground: 5, Age: 1}},
	{"sanne", "Sanne Bakker", "Municipality of Wijk", 140, art.Face{Skin: 0, Hair: art.Long, HairTint: 4, Clothes: art.Jacket, ClothTint: 0, Ground: 7}},
	{"elif", "Elif Demir", "Demir Ceramics", 120, art.Face{Skin: 2, Hair: art.Scarf, Clothes: art.Crew, ClothTint: 5, Ground: 0}},
	{"hugo", "Hugo Lefèvre", "Maison Orée", 110, art.Face{Skin: 1, Hair: art.Parted, HairTint: 2, Clothes: art.Jacket, ClothTint: 9, Ground: 8}},
	{"solveig", "Solveig Dahl", "Nordlyd Festival", 100, art.Face{Skin: 0, Hair: art.Undercut, HairTint: 4, Clothes: art.Turtleneck, ClothTint: 2, Ground: 4, Earrings: true}},
	{"anton", "Anton Krüger", "Stadtarchiv Lindenau", 95, art.Face{Skin: 1, Hair: art.Bald, HairTint: 6, Glasses: art.Round, Beard: art.Moustache, Clothes: art.Collar, ClothTint: 7, Ground: 1, Age: 1}},
	{"luca", "Luca Moretti", "", 90, art.Face{Skin: 2, Hair: art.Curls, HairTint: 1, Beard: art.Stubble, Clothes: art.Crew, ClothTint: 3, Ground: 6}},
}

// applicants wait for the steward's answer on the first day.
var applicants = []member{
	{
		handle: "tamar", name: "Tamar Kvirikashvili", place: "Tbilisi, Georgia", zone: "Asia/Tbilisi", joined: 3,
		craft: "film", headline: "Animator, ink and stop motion",
		statement: `I animate by hand: ink on glass, cut paper, some stop motion. Two shorts in festivals, many small jobs for museums.

I apply because I should like to be asked before the fees change, and because I know Hana's books. I can start with about two days a week.`,
		skills: []string{"Stop motion", "Ink animation", "Storyboards"},
		face:   art.Face{Skin: 2, Hair: art.Waves, HairTint: 0, Clothes: art.Stripes, ClothTint: 8, Ground: 2},
	},
	{
		handle: "iain", name: "Iain MacAskill", place: "Stornoway, Scotland", zone: "Europe/London", joined: 1,
		craft: "writing", headline: "Grant writer for islands and small museums",
		statement: `For eleven years I have written applications for village halls, boats and archives; about four in ten are granted, which is better than it sounds.

I do not use text generators, mainly because the people who read my applications can tell.`,
		skills: []string{"Grant applications", "Reports", "Budgets"},
		face:   art.Face{Skin: 0, Hair: art.Parted, HairTint: 6, Beard: art.Full, Clothes: art.Crew, ClothTint: 0, Ground: 9, Age: 1},
	},
}
