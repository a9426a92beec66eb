package demo

import "cooperage/hooks/demo/art"

// wording are the members who write, translate, speak and teach.
var wording = []member{
	{
		handle: "tomas", name: "Tomás Herrera", place: "Hamburg, Germany", zone: "Europe/Berlin", joined: 460,
		craft: "translation", headline: "Sworn translator, German, Spanish and English law",
		bio: `Contracts, judgments, wills. I am sworn in at the regional court of Hamburg for Spanish and English, which means my stamp is accepted by registries and my mistakes are mine.

I translate by hand. I do not put other people's contracts into anything that learns from them.

*One of the five founders of Marram.*`,
		skills:    []string{"Sworn translation", "Contract law", "Terminology", "Court interpreting"},
		languages: []language{{"es", "native"}, {"de", "fluent"}, {"en", "fluent"}}, rate: 68,
		face: art.Face{Skin: 3, Hair: art.Crop, HairTint: 0, Beard: art.Stubble, Clothes: art.Collar, ClothTint: 1, Ground: 1},
		samples: []sample{
			{"Clause 9, both ways", "An author's contract, German and English side by side.", "Two pages side by side, German and English, with a seal", art.Translation, 0},
			{"A will in two languages", "Names and places changed.", "Two pages side by side, Spanish and English, with a seal", art.Translation, 1},
		},
	},
	{
		handle: "chiara", name: "Chiara Benedetti", place: "Trieste, Italy", zone: "Europe/Rome", joined: 259,
		craft: "translation", headline: "Literary translator, French and Polish into English and Italian",
		bio: `Novels, essays, the occasional libretto. Raised between three languages on a street that changed its name four times.

I translate a chapter before I quote for a book, because a rate without a page is a guess.`,
		statement: "Publishers ask me for a sample and then send it to a machine to see whether I am worth the difference. I would like to spend my samples on people who read them.",
		skills:    []string{"Literary translation", "Subtitles", "Readers' reports"},
		languages: []language{{"it", "native"}, {"en", "native"}, {"fr", "fluent"}, {"pl", "fluent"}}, rate: 54,
		face: art.Face{Skin: 2, Hair: art.Curls, HairTint: 2, Glasses: art.Round, Clothes: art.Turtleneck, ClothTint: 9, Ground: 7},
		samples: []sample{
			{"The last stop", "First page of a Polish novel.", "Two pages side by side, Polish and English", art.Translation, 2},
			{"Rain, third day", "From a French diary of 1931.", "Two pages side by side, French and English", art.Translation, 3},
		},
	},
	{
		handle: "ana", name: "Ana-Sofía Pérez Ibáñez", place: "València, Spain", zone: "Europe/Madrid", joined: 171,
		craft: "translation", headline: "Medical translator and hospital interpreter",
		bio: `Consent forms, leaflets, study protocols; Spanish, Catalan and Portuguese. Eight years on wards taught me that a sentence can be correct and still frighten somebody.

I test leaflets with three readers who are not in medicine. Their questions come back to you with the text.`,
		statement: "I interpret in hospitals on Mondays and translate the rest of the week. Confidentiality is not a feature for me. I found you through Tomás.",
		skills:    []string{"Medical translation", "Plain language", "Interpreting", "Back-translation"},
		languages: []language{{"es", "native"}, {"ca", "native"}, {"pt", "fluent"}, {"en", "fluent"}}, rate: 56,
		face: art.Face{Skin: 3, Hair: art.Bob, HairTint: 1, Clothes: art.Collar, ClothTint: 6, Ground: 6, Earrings: true},
		samples: []sample{
			{"Before your operation", "Leaflet, checked with three readers.", "Page of text with handwritten red corrections and a red pencil", art.Manuscript, 1},
		},
	},
	{
		handle: "pavel", name: "Pavel Růžička", place: "Prague, Czechia", zone: "Europe/Prague", joined: 395,
		craft: "writing", headline: "Writer and voice: scripts, features, audio description",
		bio: `I write for the ear. Radio features first, then scripts for museums, and for the last six years audio description: saying what is on the screen in the gaps the film leaves you.

I record in a wardrobe that cost me two winters of insulation. It is very quiet in there.`,
		statement: "I write and speak for blind audiences, which is slow work that nobody should do against a clock. I would pay a fair commission to a place that defends that.",
		skills:    []string{"Audio description", "Radio features", "Scripts", "Narration"},
		languages: []language{{"cs", "native"}, {"en", "fluent"}, {"de", "fluent"}}, rate: 57,
		face: art.Face{Skin: 0, Hair: art.Bald, HairTint: 6, Beard: art.Moustache, Glasses: art.Square, Clothes: art.Jacket, ClothTint: 3, Ground: 0, Age: 1},
		samples: []sample{
			{"The Ferry, reel 2", "Described in the gaps; the cues are the film's.", "Sound editing desk with four tracks and cue labels", art.Waveform, 2},
			{"The turning", "A radio essay, fourth draft.", "Page of typed prose with red pencil corrections", art.Manuscript, 0},
		},
	},
	{
		handle: "aoife", name: "Aoife Ní Bhriain", place: "Galway, Ireland", zone: "Europe/Dublin", joined: 460, office: "steward",
		craft: "writing", headline: "Editor of long books and difficult reports",
		bio: `I edit: structure first, sentences second, commas last. Histories, memoirs, commission reports. Authors tell me I am kind about the book and merciless about the chapter.

As steward I read every application to Marram and answer each within a week.

*One of the five founders of Marram.*`,
		skills:    []string{"Developmental editing", "Copy-editing", "Fact-checking", "Indexing"},
		languages: []language{{"en", "native"}, {"ga", "native"}, {"fr", "basic"}}, rate: 64,
		face: art.Face{Skin: 0, Hair: art.Waves, HairTint: 5, Glasses: art.HalfRim, Clothes: art.Crew, ClothTint: 0, Ground: 1, Age: 1},
		samples: []sample{
			{"A bridge is a promise", "Page 3 of a town history, second pass.", "Page of text with strokes, insertions and notes in red pencil", art.Manuscript, 2},
		},
	},
	{
		handle: "bjorn", name: "Björn Ásgeirsson", place: "Reykjavík, Iceland", zone: "Atlantic/Reykjavik", joined: 337, office: "moderator",
		craft: "advice", headline: "Plain language and accessibility, taught on your own texts",
		bio: `I taught Icelandic to adults for fifteen years, and now I teach offices to write letters people can act on.

My courses use your real documents, names removed. We measure before and after: how many readers found the date, the amount and what to do next.`,
		statement: "I would come to learn as much as to teach. I can run one open workshop per quarter for members, without a fee.",
		skills:    []string{"Plain language", "Workshops", "Accessibility", "Form design"},
		languages: []language{{"is", "native"}, {"en", "fluent"}, {"da", "working"}}, rate: 420, perDay: true,
		face: art.Face{Skin: 1, Hair: art.Parted, HairTint: 7, Beard: art.Full, Clothes: art.Turtleneck, ClothTint: 3, Ground: 6, Age: 1},
		samples: []sample{
			{"Ward notes, rewritten", "What a nurse needs at 03:00, and nothing else.", "Mock-up of a night shift app on phone and screen", art.Interface, 3},
			{"Who found the date", "Before and after, four letters.", "Bar chart of four rows in green, ochre, red and blue", art.Chart, 2},
		},
	},
	{
		handle: "kwame", name: "Kwame Asante", place: "Accra, Ghana, and Berlin, Germany", zone: "Europe/Berlin", joined: 212,
		craft: "audio", headline: "Sound designer for film, podcast and exhibition",
		bio: `I collect rooms. Some two thousand recordings of places with nobody speaking, from a cold store in Tema to the reading room of the Staatsbibliothek.

For film and exhibitions I build the sound from the ground up; for podcasts I mostly take things away.`,
		statement: "Libraries sell my recordings for two cents a play. I want to work with people who know whose room they are listening to.",
		skills:    []string{"Sound design", "Field recording", "Mixing", "Restoration"},
		languages: []language{{"en", "native"}, {"de", "working"}, {"fr", "basic"}}, rate: 63,
		face: art.Face{Skin: 6, Hair: art.Crop, HairTint: 0, Beard: art.Goatee, Clothes: art.Crew, ClothTint: 5, Ground: 3},
		samples: []sample{
			{"Episode 12, cleaned", "Two voices, one fridge removed.", "Sound wave of a conversation with the played part in orange", art.Waveform, 0},
			{"Cold store, Tema", "Side A of a record of empty rooms.", "Sound drawn as a ring around a record", art.Waveform, 1},
		},
	},
	{
		handle: "ruairi", name: "Ruairí Mac an Bhaird", place: "Gaoth Dobhair, Ireland", zone: "Europe/Dublin", joined: 119,
		craft: "audio", headline: "Composer and fiddle player, scores for small films",
		bio: `I write for small ensembles and record them in a room with a wooden floor: fiddle, viola, harmonium, whoever is free.

If you need forty minutes of strings by Thursday I am the wrong person. If you need four minutes that belong to your film, ask me early.`,
		statement: "I have scored eleven documentaries and been paid on time for six of them. I read your rules on held payments twice.",
		skills:    []string{"Composition", "Strings", "Recording", "Orchestration"},
		languages: []language{{"ga", "native"}, {"en", "native"}}, rate: 59,
		face: art.Face{Skin: 0, Hair: art.Undercut, HairTint: 5, Beard: art.Full, Clothes: art.Stripes, ClothTint: 0, Ground: 9},
		samples: []sample{
			{"Peat, cue 4", "Harmonium, fiddle, rain left in.", "Sound wave in amber with a playhead", art.Waveform, 3},
			{"Slow air for a ferry", "The session, before the mix.", "Sound editing desk with four tracks in green and amber", art.Waveform, 5},
		},
	},
}
