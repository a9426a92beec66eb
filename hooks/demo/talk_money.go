package demo

var talkOfMoney = []thread{
	{in: "fees", by: "saskia", day: 62, pinned: true, title: "How to read our books in ten minutes",
		body: `People ask me the same five things, so here they are.

1. **What did we earn?** */treasury*, first line. It is commission, nothing else.
2. **Whose money lies on the account?** Most of it is yours: paid by clients, not yet paid out. The page says how much.
3. **The reserve** is what is left after costs. We count it in months.
4. **Every line has a reason.** Click it. If the reason is not good, ask me here.
5. **You can check all of it** with the export, without trusting me. Please do; two of you found mistakes in the old sheet.`,
		posts: []reply{
			{"jonas", .3, 0, `One of the two. It was four cents, and Saskia sent a card.`},
			{"zofia", .6, 0, `What happens to my money if a client pays and then disputes?`},
			{"saskia", .8, 3, `It stays where it is until the case is closed; the order's page shows it as held. Nobody can pay it out meanwhile, me included.`},
			{"lena", 1.9, 0, `I read line 2 three times. It is the first time I saw a platform write "this is not ours".`},
		}},
	{in: "fees", by: "saskia", day: 25, key: "card-fees", title: "Card fees rise in spring: what do we do?",
		body: `The provider has written. From April a card payment costs 1.5 % + 25 cents instead of 1.2 % + 20. At last quarter's volume this is about **190 euros a month** more. A third of our orders are paid by card; transfers stay free.

Possibilities that I see:

| | costs | hurts |
|---|---|---|
| do nothing | 190 a month from what we put aside | the reserve, slowly |
| half a point more commission | nothing | everybody a little |
| card payers carry it | nothing | clients in a hurry |
| no cards | 190 *less*, and some orders | we do not know how many |

I have no favourite. I would like to hear from people with many small orders, for whom 25 cents is a real thing.`,
		posts: []reply{
			{"ana", .2, 0, `Small orders here. Nearly all of mine are hospitals and pay by transfer after 30 days anyway. Cards are families, at night. I would not want to charge them extra.`},
			{"mai", .5, 0, `About half of my clients pay by card, and they are the ones who come back. Please do not drop it.`},
			{"pavel", .9, 0, `A surcharge for cards is forbidden for consumers in the EU, as far as I know. For firms it may be allowed. So "card payers carry it" would be two kinds of clients and a footnote.`},
			{"tomas", 1.1, 4, `Confirmed. Consumers: not allowed. One could give a discount on transfers, which is the same thing in a tie.`},
			{"samir", 1.6, 0, `What did the reserve do in the last half year? If it grows by more than 190 a month, nothing is urgent.`},
			{"saskia", 1.9, 6, `It grows by about 280 a month. After April by 90. That is not nothing, and it is one dispute away from minus.`},
			{"noor", 2.4, 0, `I like that we can see this before it happens. On the list we would have heard in June.`},
			{"jonas", 3.0, 0, `The discount on transfers makes the price depend on how one pays, on every page, in every split. I would have to draw that, and I would rather not.`},
			{"lena", 4.5, 0, `It seems to me that we talk about two things: the card fees, which are small, and what the commission should be for next year, which we decide anyway. I am inclined to make it one motion: name the rate for next year, knowing about the cards. Would that be all right, Saskia?`},
			{"saskia", 4.8, 10, `More than all right. Then the figures stand here, and everybody names a number.`},
			{"mirela", 5.1, 10, `Yes please. I can name a number. I cannot design a fee.`},
		}},
	{in: "fees", by: "mirela", day: 51, decided: 3, title: "A client wants the invoice split over two years",
		body: `It is November's work for a magazine that has budget in January. Can an order be invoiced in two parts, or do I tell them that calendars are real?`,
		posts: []reply{
			{"saskia", .2, 0, `Milestones: offer it as two, first sketches now, finals in January. Each is invoiced when it is delivered. Nobody has to bend a date.`},
			{"mirela", .4, 2, `Of course. Drawing is two things anyway. Thank you!`},
		}},
	{in: "fees", by: "hana", day: 41, title: "Do you put up your prices for old clients too?",
		body: `Five years, same publisher, same price per spread. Everything else has doubled, including the publisher's prices. I am a coward about it.`,
		posts: []reply{
			{"leonie", .2, 0, `Once a year, by letter, in October, three per cent. It is not a negotiation if it comes every year like the geese.`},
			{"ingrid", .5, 0, `I raised by a quarter after six years of nothing, and lost one of nine. The one cost me most evenings.`},
			{"tomas", .8, 0, `Write it as a date and not as a question: "From January a spread is …". Then be silent. The silence does the work.`},
			{"hana", 1.3, 4, `I will try the silence.`},
			{"hana", 12.0, 5, `They answered: "We had wondered when you would." I have lost thousands by being polite.`},
			{"leonie", 12.2, 6, `Next October, three per cent. Write it into the calendar now.`},
		}},
	{in: "fees", by: "dimitris", day: 32, title: "Travel: inside the price or beside it?",
		body: `I used to put it beside. Clients then argue about the hotel and not about the pictures. What do you do?`,
		posts: []reply{
			{"samir", .3, 0, `Inside, as a day rate that is higher outside Marseille. One number, no receipts, no talk about breakfast.`},
			{"kwame", .7, 0, `Beside, at cost, with a ceiling. My clients are public and love receipts as other people love cats.`},
			{"bjorn", 1.0, 0, `As an extra on the gig: "at your place, anywhere by train". They tick it, it has a price, the split shows it. I come by train.`},
			{"dimitris", 1.5, 4, `The extra is good. I will write "with a tripod by Oskar" under it.`},
		}},
	{in: "fees", by: "ruairi", day: 21, title: "What is a month of music worth if it is not used?",
		body: `Film was stopped after I had written for four weeks. They pay for "what is used", it says, which is nothing. I signed that. It was before I came here. What do you write now?`,
		posts: []reply{
			{"kwame", .2, 0, `I write: the work is the making. A milestone for sketches, paid when delivered, used or not.`},
			{"chiara", .5, 0, `Publishers call it a kill fee. Half, if it dies on their side. The word is awful and the sum is real.`},
			{"pavel", .9, 2, `Our orders do that by themselves: a milestone that is delivered and not answered is accepted after the days that the rules set. I like to show this line to producers.`},
			{"ruairi", 1.4, 0, `Then I shall send the next one through here, and the four weeks become a lesson in reading. Thank you.`},
			{"aoife", 1.6, 5, `Send Tomás the old contract as well. "Used" can mean more than they think.`},
			{"tomas", 4.0, 6, `It can. The trailer used eleven seconds. He has been paid for the month.`},
		}},
	{in: "fees", by: "jonas", day: 8, title: "Half-yearly figures: three things I noticed",
		body: `I went through the export on the train.

- Orders under 200 euros are 31 % of all and 4 % of turnover. They pay for their own costs, just.
- The median time from delivery to payment is six days. It was nineteen on the old list.
- Nobody has used the English invoice text. Can we drop it?`,
		posts: []reply{
			{"saskia", .2, 0, `Do not drop it: Oslo and Reykjavík will need it, I only switched it on in October.`},
			{"yuki", .4, 2, `Oslo needs it.`},
			{"ana", .9, 0, `About the small ones: please read the 31 % before the 4. It is thirty-one per cent of the people who found us.`},
			{"jonas", 1.1, 4, `Yes. I should have written it that way round.`},
		}},
}

var talkOfClients = []thread{
	{in: "clients", by: "noor", day: 61, title: "The brief that says 'something fresh'",
		body: `Collecting first sentences of briefs. Mine from this morning: *"We need something fresh, but like last year."*`,
		posts: []reply{
			{"amara", .1, 0, `*"The name should be short, unique, positive and end in -a."* Four candidates come to mind and all are yoghurts.`},
			{"kwame", .4, 0, `*"Silence, but warmer."* I knew exactly what he meant. It worries me.`},
			{"fatemeh", .7, 0, `*"Make the button more honest."* The best brief I ever got.`},
			{"oskar", 1.2, 0, `*"A chair for standing."*`},
			{"wanjiru", 1.6, 0, `*"Can the line go up?"*`},
			{"noor", 1.9, 6, `Wanjirũ wins. What did you answer?`},
			{"wanjiru", 2.0, 7, `"Yes, if you do."`},
		}},
	{in: "clients", by: "lena", day: 50, decided: 5, title: "Client approved on the phone and now 'does not remember'",
		body: `Cover approved by phone on Monday. Printed on Wednesday. On Thursday he sees a different green and does not remember. I have no note, only my memory, and mine is on my side.`,
		posts: []reply{
			{"aoife", .2, 0, `As the one who would get this on her desk: what does the delivery say? If the file is in the order and he pressed *accept*, the phone does not matter.`},
			{"lena", .4, 2, `He did not press. The days ran out, and it was accepted by itself.`},
			{"aoife", .6, 3, `Then it was accepted, with two warnings by mail. It is hard, and it is written in what he agreed to. I would still offer him something, because you want to do the next cover.`},
			{"lena", 2.3, 4, `He had found the mails himself before I could quote them. He pays, I adjust the green for the second run at no charge, and from now on I write one line after every call.`},
			{"hana", 2.6, 5, `"One line after every call" goes above my desk.`},
		}},
	{in: "clients", by: "bjorn", day: 39, title: "How to say no so that they come back",
		body: `I turned down three clients this month and would have liked to keep two. What do you write?`,
		posts: []reply{
			{"ingrid", .2, 0, `"I cannot do this well before March. @mirela can, and differently. If you want mine, I write you down for March." Half of them wait.`},
			{"mirela", .4, 2, `And the other half come to me, and some go back to her. It works in both directions.`},
			{"chiara", .9, 0, `I say what I would need: "With four more weeks, yes." They nearly always have four more weeks.`},
			{"samir", 1.5, 0, `No reasons. Reasons are a menu from which they choose one to argue with.`},
			{"bjorn", 1.8, 5, `This I know from parking fines and had not applied to myself.`},
		}},
	{in: "clients", by: "yuki", day: 35, title: "A trust that pays slowly and is worth it",
		body: `They pay after 70 days, always, with a letter of apology. The maps go onto boards that stand for thirty years. Would you set terms, or take the letter as interest?`,
		posts: []reply{
			{"saskia", .3, 0, `Ask for half before. Trusts can pay early if somebody writes "deposit" and nobody writes "late".`},
			{"wanjiru", .8, 0, `And make the second half due before the boards are printed. Boards are the only thing they cannot postpone.`},
			{"yuki", 3.0, 2, `"Deposit" was paid in six days. I miss the letter a little.`},
		}},
	{in: "clients", by: "mehmet", day: 33, title: talkOfCase,
		body: `Two of us wait for the same port office since August. I would like to write to them together: one letter, two invoices, a date. Who else?`,
		posts: []reply{
			{"dimitris", .2, 0, `Me, since June. The man who sits on it is Herr K., direct line 0100 555 0142, and his wife says that he is at home from four. Call him there.`},
			{"leonie", .4, 0, `I am not owed anything, but please not like this: the second half of that post is nobody's business.`},
			{"dimitris", 1.3, 0, `Björn has hidden my post, and he is right, I was angry. Without the telephone: 1,450 euros, since 11 June, invoice and two reminders sent. I sign the letter.`},
			{"tomas", 1.6, 0, `I will write it. Three invoices, fourteen days, interest by law from day one. No names but the office's.`},
			{"mehmet", 12.0, 5, `Paid, all three, on the thirteenth day, with the interest. Thank you, and thank you for the tone.`},
		}},
	{in: "clients", by: "amara", day: 23, title: "When the client's cousin has an idea",
		body: `There is a cousin. There is always a cousin. This one has registered a domain.`,
		posts: []reply{
			{"fatemeh", .2, 0, `Invite the cousin to the next call and ask what problem the idea solves. Either it is a good cousin, or the call is short.`},
			{"pavel", .5, 0, `Mine was a nephew and he was right. I have not told this before.`},
			{"amara", 4.1, 2, `It was a good cousin. She works nights at the same hospital as the customers. She chose between the three names and was sure within a second.`},
		}},
	{in: "clients", by: "zofia", day: 17, title: "They want the pattern 'for everything'",
		body: `Cushions I priced. Now the contract says "all goods and media". For the same sum, they say, because "it is the same pattern". What do you ask for, and how do you explain it in one sentence?`,
		posts: []reply{
			{"mai", .1, 0, `"You are buying the right to stop me from selling it to others. How many of those do you need?" Then list them with prices.`},
			{"leonie", .4, 0, `By use, by place, by years. Three words that turn "everything" into a table.`},
			{"tomas", .7, 0, `*Ausschließlich* again. Come to the workshop; strike it and see what they ask for.`},
			{"zofia", 3.4, 3, `Cushions and blankets, Europe, five years: 2.4 times the first price, and they were relieved that there was a table. "Everything" was only the form they had.`},
			{"ingrid", 3.6, 5, `It always is the form they had.`},
		}},
	{in: "clients", by: "kwame", day: 11, title: "Warn me: brief from a festival without a budget line",
		body: `Public brief, nice people, eleven speakers, sound for all of it, and under budget: "to be discussed". Has anyone worked for them?`,
		posts: []reply{
			{"noor", .2, 0, `Posters in the spring. They paid late and in full. "To be discussed" means that the woman who knows is on holiday until Monday.`},
			{"ruairi", .6, 0, `I played there once for soup. It was good soup. Ask on Monday.`},
			{"kwame", 3.2, 2, `Monday came, so did a number, and it was higher than mine. I have learned to be silent, as Tomás teaches.`},
			{"tomas", 3.3, 4, `My invoice for silence follows.`},
		}},
	{in: "clients", by: "mehmet", day: 1, title: talkOfOffer,
		body: `A company writes that it can "enrich our profile" with forty reviews for 300 euros. I thought you should all see the sentence: *"Trust is a number, we deliver it."*`,
		posts: []reply{
			{"aoife", .1, 0, `I have put it into the folder with the others. There are seven now.`},
			{"amara", .2, 0, `As a namer I am almost impressed. As a person I had to sit down.`},
		}},
}
