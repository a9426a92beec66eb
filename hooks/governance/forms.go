package governance

import (
	"strconv"

	"cooperage/hooks/fault"
	"cooperage/hooks/governance/tally"
	"cooperage/hooks/money"
)

// newForm is the form of a new motion.
type newForm struct {
	Kind     string `form:"kind"`
	Majority string `form:"majority"`
	Title    string `form:"title"`
	Body     string `form:"body"`
	Topic    string `form:"topic"` // of the forum that it comes from
	Once     string `form:"once"`
}

func (f newForm) words() Words {
	w := Words{Kind: f.Kind, Title: f.Title, Body: f.Body}
	if id, err := strconv.ParseInt(f.Topic, 10, 64); err == nil && id > 0 {
		w.Topic = id
	}
	if f.Kind == Resolution {
		w.Majority = f.Majority
	}
	return w
}

// request is everything the form says, for telling equal sendings.
func (f newForm) request() string {
	w := f.words()
	return w.Kind + "\x00" + w.Majority + "\x00" + w.Title + "\x00" + w.Body + "\x00" + number(w.Topic)
}

// amendForm is the form of a new version of a motion's text.
type amendForm struct {
	Title string `form:"title"`
	Body  string `form:"body"`
}

// postForm is a post in the discussion. The field is called post, for body is the motion's.
type postForm struct {
	Stance string `form:"stance"`
	Post   string `form:"post"`
	Once   string `form:"once"`
}

// ballotForm is a ballot as a browser sends it: a choice from the list, or "other" with a typed rate in percent.
type ballotForm struct {
	Choice  string `form:"choice"`
	Rate    string `form:"rate"`
	Tracker string `form:"tracker"`
}

// choice reads the ballot under the rules of its vote. What is unclear is refused, never guessed.
func (f ballotForm) choice(ru *Rules) (Choice, error) {
	if ru.Kind != FeeLevel {
		return Choice{Choice: f.Choice}, Choice{Choice: f.Choice}.check(ru)
	}
	var problems fault.Problems
	if f.Rate != "" && f.Choice != "other" {
		problems.Add("rate", "You typed a rate and chose another answer. Choose “another rate”, or clear the field.")
		return Choice{}, problems.Err()
	}
	switch f.Choice {
	case tally.Abstain:
		return Choice{}, nil
	case "other":
		rate, err := money.ParseRate(f.Rate)
		n := int64(rate)
		c := Choice{Value: &n}
		if err != nil || c.check(ru) != nil {
			problems.Add("rate", "Write a rate in percent between %s and %s, in steps of %s.",
				money.Bps(ru.Min).Percent(), money.Bps(ru.Max).Percent(), money.Bps(ru.Grid).Percent())
		}
		return c, problems.Err()
	}
	n, err := strconv.ParseInt(f.Choice, 10, 64)
	c := Choice{Value: &n}
	if err != nil {
		problems.Add("choice", "Choose one of the options on the ballot.")
		return c, problems.Err()
	}
	return c, c.check(ru)
}
