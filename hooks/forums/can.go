package forums

import (
	"cooperage/hooks/members"
)

// Can is what a reader can do with a post, worked out before the page is drawn: templates pay dearly for each question.
type Can struct {
	Answer, Edit, TakeBack, Decide, Settles, More, Flag, Hide, Split, Erase, Restore bool

	ID, Number, Topic int64
	ReplyURL          string
	QuoteURL          string
}

// Any reports whether there is anything to show.
func (c *Can) Any() bool { return c.Answer || c.Edit || c.Decide || c.Settles || c.More }

// can fills in Can of the posts of a page; their rights are known by then.
func (page *topicPage) can(who *members.Person) {
	form := page.Topic.URL() + "?page=" + str(page.Number) + "&"
	for _, x := range page.Posts {
		plain := x.Hidden == Visible
		x.Can = Can{
			Answer: x.Answers && plain, Edit: x.Edits, TakeBack: x.Mine && x.Edits && plain,
			Decide: x.Decides && plain, Settles: x.Settles(), More: who != nil,
			Flag: !x.Mine && plain, Hide: x.Moderates && !x.Mine && plain,
			Split: x.Moderates && page.Topic.Motion == nil && x.Number > 1,
			Erase: x.Erasable(who), Restore: x.Moderates && !x.Mine && x.Concealed(),
			ID: x.ID, Number: x.Number, Topic: x.Topic,
			ReplyURL: form + "reply=" + str(x.Number) + "#answer", QuoteURL: form + "quote=" + str(x.Number) + "#answer",
		}
	}
}
