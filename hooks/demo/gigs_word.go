package demo

// wordGigs are offers of language, voice and sound.
var wordGigs = []gig{
	{
		key: "legal", owner: "tomas", title: "German, Spanish and English legal translation, sworn", craft: "translation",
		industries: []string{"legal", "public", "finance"}, tier: "human", published: 345,
		body: `Contracts, judgments, certificates and wills between German, Spanish and English. Sworn where a stamp is needed; read by a second lawyer-linguist where money is.

I do not feed documents into translation engines. They stay on an encrypted disk in Hamburg and are deleted after ninety days.

### Packages are by length

A standard page has 1,500 characters. If in doubt, send the file with your order and I will tell you before I accept.`,
		packages: []pack{
			{"Certificate", "Up to two pages, sworn, by post and as a scan.", 95, 2, 1},
			{"Contract", "Up to ten pages, with a list of terms.", 520, 5, 1},
			{"File", "Up to forty pages, with a second reader.", 1880, 14, 2},
		},
		extras:   []extra{{"Original with stamp by courier", 45, 1}, {"Overnight", 210, 0}},
		pictures: []int{0},
	},
	{
		key: "authors", owner: "tomas", title: "Authors' contracts, translated and explained", craft: "translation",
		industries: []string{"media", "legal", "cultural"}, tier: "human", published: 70,
		body: `For writers, illustrators and small presses who sign in a language that is not theirs. You get the translation and, in the margin, what each clause does: rights, term, territory, what happens when the book goes out of print.

This is no legal advice; it is what you need to ask your adviser the right three questions.`,
		packages: []pack{
			{"One contract", "Up to eight pages with notes and an hour's call.", 440, 6, 1},
		},
		pictures: []int{1},
	},
	{
		key: "novel", owner: "chiara", title: "A sample chapter in English or Italian", craft: "translation",
		industries: []string{"media", "cultural"}, tier: "human", published: 240,
		body: `Twenty pages that let an editor hear the book. From French or Polish, into English or Italian, with a reader's report that says who it is for and what it will cost to translate well.

I read the whole novel first. That is in the price, and it is the reason the sample sounds like the ending.`,
		packages: []pack{
			{"Sample", "Twenty pages and a two-page report.", 640, 21, 1},
			{"Long sample", "Forty pages, with synopsis and report.", 1150, 35, 1},
		},
		pictures: []int{0, 1},
	},
	{
		key: "leaflets", owner: "ana", title: "Patient leaflets that people understand", craft: "translation",
		industries: []string{"health", "public", "science"}, tier: "human", published: 165,
		body: `Consent forms, leaflets and letters in Spanish, Catalan and Portuguese. I translate, a doctor checks, and three people who are not in medicine read it aloud to me.

You receive the text, their questions, and what I changed because of them.

- Back-translation on request
- Layout kept, in your own files
- Everything confidential, on paper if you prefer`,
		packages: []pack{
			{"Leaflet", "Up to 800 words, three readers.", 340, 6, 1},
			{"Study set", "Information sheet, consent, diary; up to 4,000 words.", 1420, 18, 2},
		},
		extras:   []extra{{"Independent back-translation", 180, 4}},
		pictures: []int{0},
	},
	{
		key: "description", owner: "pavel", title: "Audio description for film", craft: "audio",
		industries: []string{"media", "cultural", "education"}, tier: "human", published: 335,
		body: `I write what is seen into the gaps the film leaves, have it read by a blind colleague, and then speak it in a room where you can hear nothing else.

Feature films, documentaries, museum loops. In Czech, English or German.

1. Script with time codes
2. Review by a blind editor, paid from my fee
3. Recording, mixed or as a separate track`,
		packages: []pack{
			{"Short", "Up to 15 minutes of film.", 310, 6, 1},
			{"Hour", "Up to 60 minutes.", 1240, 18, 1},
			{"Feature", "Up to 120 minutes.", 2280, 30, 2},
		},
		pictures: []int{0},
	},
	{
		key: "essay", owner: "pavel", title: "Texts for the ear: radio essays and museum scripts", craft: "writing",
		industries: []string{"cultural", "media", "tourism"}, tier: "assisted", published: 100,
		body: `Sentences somebody can follow while walking. I research, write, read aloud, and throw away what made me stumble.

For research I sometimes ask a language model for places to look; every lead is checked at the source, none of its sentences stay, and the list of what I asked comes with the delivery.`,
		packages: []pack{
			{"Station", "One stop of an audio guide, up to 250 words.", 120, 5, 2},
			{"Essay", "A radio essay of up to 2,000 words.", 780, 20, 2},
		},
		pictures: []int{1},
	},
	{
		key: "editing", owner: "aoife", title: "Editing of histories, memoirs and reports", craft: "writing",
		industries: []string{"media", "public", "nonprofit"}, tier: "human", published: 338,
		body: `I edit in three passes. The first asks what the book is about and moves chapters until it answers. The second goes through every sentence with you beside it. The third finds the commas, the dates and the cousin who changes his name on page 211.

Marks are made in the file, as suggestions; nothing disappears without your hand on it.`,
		packages: []pack{
			{"First thirty pages", "A full edit of the opening and a letter about the whole.", 290, 10, 1},
			{"Report", "Up to 80 pages, two passes.", 1150, 21, 1},
			{"Book", "Up to 300 pages, three passes.", 3600, 75, 2},
		},
		pictures: []int{0},
	},
	{
		key: "workshop", owner: "bjorn", title: "A day on plain language, with your own letters", craft: "advice",
		industries: []string{"public", "health", "finance"}, tier: "human", published: 270,
		body: `Bring ten letters you send often, names removed. In the morning we find out what readers do with them; in the afternoon we rewrite three, together, so that you can do the other seven.

Two weeks later I measure again with the same questions: Who found the date? The amount? The next step?

In English, Icelandic or Danish, at your place or by video.`,
		packages: []pack{
			{"By video", "Two mornings, up to twelve people.", 620, 14, 0},
			{"At your place", "One day, up to sixteen people; travel extra by receipt.", 980, 30, 0},
		},
		pictures: []int{1},
	},
	{
		key: "letters", owner: "bjorn", title: "Official letters, rewritten and tested", craft: "writing",
		industries: []string{"public", "finance", "health"}, tier: "assisted", published: 60,
		body: `Send a letter that makes people telephone you. I rewrite it, test it with eight readers and send both versions back with the figures.

I use a readability tool with a language model to mark long sentences; the rewriting is mine. Which sentences it marked is listed in the delivery.`,
		packages: []pack{
			{"One letter", "Rewritten, tested with eight readers.", 260, 9, 1},
			{"Set of five", "With a short guide for the next ones.", 1080, 25, 2},
		},
		pictures: []int{0},
	},
	{
		key: "podcast", owner: "kwame", title: "Podcast cleaning and mixing", craft: "audio",
		industries: []string{"media", "education", "nonprofit"}, tier: "assisted", published: 205,
		body: `Two people, one table, a fridge, a tram. I take out what does not belong and leave the breathing in, because people without breath sound like announcements.

Noise is reduced partly with a learned filter, which I name in each delivery; words are never generated, moved or mended with a model.

Loudness to your platform's rule, chapters and a clean transcript by hand on request.`,
		packages: []pack{
			{"Episode", "Up to 60 minutes, two voices.", 180, 4, 1},
			{"Season", "Ten episodes, with a sound of its own.", 1600, 70, 1},
		},
		extras:   []extra{{"Transcript by hand", 95, 2}},
		pictures: []int{0, 1},
	},
	{
		key: "score", owner: "ruairi", title: "Original scores for short films", craft: "audio",
		industries: []string{"media", "cultural"}, tier: "human", published: 112,
		body: `I watch your film three times without sound and once with my eyes closed, then I write. Fiddle, viola, harmonium, and whoever is in the parish that week.

Recorded in a room with a wooden floor. You get the mix, the stems and the right to use it in the film for ever, festivals and streams included. The music itself stays mine to play at weddings.`,
		packages: []pack{
			{"Short", "Up to 8 minutes of music.", 890, 24, 2},
			{"Half hour", "Up to 20 minutes of music, four players.", 2400, 50, 2},
		},
		pictures: []int{1, 0},
	},
}
