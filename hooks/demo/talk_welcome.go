package demo

// rooms are the categories of the forum, in their order.
var rooms = []room{
	{"welcome", "Welcome", "Who we are, how things work here, and questions that everybody has once.", "public", "members"},
	{"news", "News from the board", "What was decided and what changes. Read by everybody, written by the stewards.", "public", "office:steward"},
	{"image", "Image and print", "Drawing, type, books, packaging, photographs, and the people who print them.", "members", "members"},
	{"word", "Word and voice", "Writing, translating, editing, recording.", "members", "members"},
	{"making", "Code, maps and things", "What runs, what measures and what can be sat upon.", "members", "members"},
	{"tools", "Tools and workshops", "What we work with, what broke, what to buy second-hand.", "public", "members"},
	{"fees", "Fees and money", "The commission, the reserve, prices, taxes, invoices.", "members", "members"},
	{"clients", "Clients and briefs", "Kind ones, slow ones, and how to say no.", "members", "members"},
	{"learning", "Learning", "Mentoring, courses, feedback on work in progress.", "members", "members"},
	{"events", "Meeting each other", "Visits, evenings, the summer gathering.", "members", "members"},
	{"deutsch", "Auf Deutsch", "Für alles, was sich auf Deutsch leichter sagt.", "members", "members"},
	{"desk", "Stewards' desk", "Admissions and mediation, among those who hold the office.", "office:steward", "office:steward"},
}

var talkOfWelcome = []thread{
	{in: "welcome", by: "aoife", day: 63, pinned: true, title: "Read this first: how we talk here",
		body: `This forum replaces the mailing list, which had reached the stage where everybody replied to a message nobody could find.

Four habits that served us there:

1. **One thing to a topic.** If the talk drifts somewhere good, start a new topic and link it.
2. **Say what you want to happen.** "I would like us to buy a second licence" is easier to answer than "thoughts?"
3. **A decision has a place.** If a talk settles something, mark the post that settled it. If it needs a vote, make it a motion; the button is under the posts.
4. **Criticise the work as you would like yours criticised.** Björn is our moderator, and has little to do. Let us keep it so.

You need not read everything. Mute what is not yours.`,
		posts: []reply{
			{"samir", .2, 0, `Thank you for moving us. I already found my own post from the spring, which the list had swallowed.`},
			{"mirela", .4, 0, `Does "mute" offend anybody? I would like to mute the category about chairs, with love.`},
			{"oskar", .5, 3, `The chairs forgive you.`},
			{"bjorn", 1.1, 0, `For those who write longer texts: drafts are kept on the server. I wrote half of this on the ferry and half at home.`},
			{"ruairi", 2.3, 0, `Can those who only listen in still be mentioned? Asking for a man in Donegal with slow internet.`},
			{"bjorn", 2.5, 6, `Yes, @ruairi, like this. You hear of it by mail as well, unless you turn that off.`},
		}},
	{in: "welcome", by: "dimitris", day: 58, title: "Hello again from Thessaloniki",
		body: `I introduced myself on the old list, but half of you were not here then. I photograph buildings on large film, mostly ones that are about to change. I came to Marram after three platforms raised their share while I was asleep.

I am busy until spring, so if you need somebody for façades before that, ask me whom I would trust.`,
		posts: []reply{
			{"leonie", .3, 0, `Your pictures of the customs house are the reason I answered the advertisement here. Hello properly.`},
			{"dimitris", .9, 2, `It is a supermarket now. The light is still good at seven.`},
			{"kwame", 1.4, 0, `Whom would you trust for interiors in Berlin? A client has a listening room with terrible lamps.`},
			{"dimitris", 1.8, 4, `@mehmet, if he can be talked into a tripod.`},
			{"mehmet", 2.6, 5, `I model harbours. I own a tripod. These facts are connected only loosely, but send me the address.`},
		}},
	{in: "welcome", by: "wanjiru", day: 49, decided: 4, title: "Where do I see what the co-op keeps of one order?",
		body: `A client asked me to show her, before she signs, how much of her 860 euros reaches me. I know the number, I would like to send her a page and not a screenshot.`,
		posts: []reply{
			{"saskia", .1, 0, `Every gig shows the split under its price, also to people without an account.`},
			{"wanjiru", .2, 2, `That is for the package. She wants the package with the extra.`},
			{"saskia", .3, 3, `Then send her the order form: as soon as she ticks the extra and presses "see the price", the split follows. Nothing is ordered by looking.`},
			{"wanjiru", .6, 4, `Sent. She wrote back: "So the platform gets 43 euros and tells me why. I had forgotten that this is possible."`},
		}},
	{in: "welcome", by: "amara", day: 27, title: "What made you say yes?",
		body: `I am writing the page for people who think about joining. I do not want to write what co-ops always write. So: what was the sentence, the evening or the bill that made *you* apply?`,
		posts: []reply{
			{"hana", .2, 0, `An agency changed the eyes of my whale. They made it smile.`},
			{"yuki", .5, 0, `The fee history with the votes beside it. I thought, these people keep their receipts.`},
			{"ana", .8, 0, `Somebody answered my question about interpreting at night within an hour, and it was not support, it was a woman who does it.`},
			{"pavel", 1.2, 0, `I had calculated what I paid the other place in five years. It was a small car. I do not drive.`},
			{"zofia", 1.9, 0, `The mentor. Nobody in textiles tells you their prices; Ingrid did on the first call.`},
			{"tomas", 2.2, 2, `I was there when Hana showed the smiling whale at the founding dinner. I am a translator, I saw it as a mistranslation.`},
			{"amara", 3.0, 0, `These are better than anything I had. I will use them with your names if nobody objects by Friday.`},
			{"hana", 3.1, 8, `Use the whale.`},
		}},
	{in: "welcome", by: "ruairi", day: 9, title: "A question about being away for three weeks",
		body: `I will be recording on an island without a mast. What happens to an order that comes in meanwhile? I would rather nobody waited.`,
		posts: []reply{
			{"jonas", .2, 0, `Set yourself to "busy" on your profile; gigs stay readable, the order button goes away.`},
			{"aoife", .4, 0, `And tell the two clients you have. The page says "busy", people say "back on the 14th".`},
			{"ruairi", .9, 0, `Done both. If anybody wants a waltz called after a lighthouse, I am taking requests until Thursday.`},
			{"ingrid", 1.3, 4, `Slåtterøy. It blinks twice.`},
		}},
	{in: "news", by: "aoife", day: 60, title: "Minutes of the September meeting, in one page",
		body: `Present: 21 of 26. Full minutes are with the treasurer.

- The **reserve** stands at eleven months of costs. We agreed it is enough, and that "enough" deserves a motion.
- **Card fees**: Saskia follows what the provider plans for spring.
- **Mediation**: one case since June, closed in nine days. Both sides ordered again.
- The **summer gathering** was in Utrecht; thanks to Noor, Wanjirũ and whoever found the second oven.

Next meeting: first Tuesday in December, on a call, with notes beforehand.`,
	},
	{in: "news", by: "aoife", day: 31, title: "Two applications are open: please read them",
		body: `Two people have asked to join, a bookbinder and a sound engineer. Their statements are under *Applications*, for members.

If you know their work, write to me in the next ten days. If you do not, read their samples first and their prices second.`,
	},
	{in: "news", by: "aoife", day: 12, title: "Voting on the commission has begun",
		body: `The vote on the commission for the coming year is open. The talk that led to it is linked on its page, with Saskia's figures. A ballot takes a minute; it is secret, and the middle of all ballots decides.`,
	},
	{in: "events", by: "noor", day: 55, title: "Photographs and leftovers from Utrecht",
		body: `The summer gathering is over, the kitchen is clean, and I own eleven umbrellas. Please claim them. Photographs are with @dimitris, who took four, all of them in focus.`,
		posts: []reply{
			{"wanjiru", .3, 0, `The green one with the wooden handle is mine, and so is the wet one.`},
			{"ruairi", .6, 0, `I left a tune in the second room. Somebody keep it warm.`},
			{"mai", 1.5, 0, `Thank you for the evening with the type specimens. My daughter now sorts her cereal by x-height.`},
			{"noor", 2.0, 4, `This is the best review the evening will get.`},
		}},
	{in: "events", by: "jonas", day: 40, decided: 6, title: "An evening a month on a call: which day?",
		body: `Not a meeting. An hour, a drink, one person shows half-finished work for ten minutes. I suggest Thursdays, because I have no other idea.`,
		posts: []reply{
			{"bjorn", .2, 0, `Thursdays are choir. First Wednesday?`},
			{"fatemeh", .4, 0, `Wednesday works for Vienna. After eight, please; children.`},
			{"chiara", .7, 0, `Eight is dinner in Trieste, but for you I will eat at seven like a German.`},
			{"tomas", 1.0, 4, `We eat at six. You will be fine.`},
			{"jonas", 1.8, 0, `First Wednesday, 20:15 Berlin time. I start with a form that asks for a date of birth in three fields, and why it has to go.`},
			{"ingrid", 2.4, 0, `I will bring the failed peonies.`},
		}},
	{in: "events", by: "leonie", day: 22, title: "Who comes to the book fair in spring?",
		body: `I have a table for four days and one person. It would be good to have a translator, an illustrator and somebody who can count money beside me. There is a sofa in my hotel room, and a train.`,
		posts: []reply{
			{"chiara", .4, 0, `Two days of me, if I may bring the Polish list.`},
			{"mirela", .9, 0, `I can do the Saturday. I will draw people who do not buy anything.`},
			{"lena", 1.1, 0, `I have the big panels from last year. They fit under a bed and nowhere else.`},
			{"saskia", 2.0, 0, `I count money. I also have a reader for cards, and I will explain the fee to anyone who asks twice.`},
			{"leonie", 2.2, 0, `That is a stand. I will write a list by the end of the month, with the hours.`},
		}},
	{in: "events", by: "oskar", day: 6, title: "Open workshop on Saturday: bring a chair that wobbles",
		body: `Göteborg, my place, from ten. I show how a wedged joint is cut, you bring a chair with a problem and a sandwich. Four people fit, two with long arms.`,
		posts: []reply{
			{"yuki", .3, 0, `Oslo to Göteborg is three and a half hours. My stool is coming.`},
			{"oskar", .5, 2, `Which leg?`},
			{"yuki", .6, 3, `All of them. It is a democratic stool.`},
			{"hana", 1.9, 0, `If somebody films the moment with the wedge, I would draw it.`},
		}},
	{in: "desk", by: "aoife", day: 30, title: "Notes on the two applications",
		body: `For whoever holds this office after me: I ask each applicant the same three questions, by telephone, and write the answers here and nowhere else.`,
	},
}
