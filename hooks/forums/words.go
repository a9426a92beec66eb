package forums

import (
	"strings"

	"cooperage/hooks/locale"
)

// levelNames are the levels as forms write them, by number.
var levelNames = [...]string{Mute: "mute", Normal: "normal", Watch: "watch"}

var levelChoices = []levelChoice{
	{"watch", locale.Mark("Watch: every post")},
	{"normal", locale.Mark("Normal: mentions and answers")},
	{"mute", locale.Mark("Mute: nothing")},
}

// levelSaid is what the next page says after a level was chosen.
var levelSaid = [...]string{
	Mute:   locale.Mark("Muted: you will hear nothing more of it."),
	Normal: locale.Mark("You will hear when somebody mentions or answers you."),
	Watch:  locale.Mark("Watched: you will hear of every post."),
}

// LevelName is a level as forms write it.
func (p *topicPage) LevelName() string { return levelNames[p.Level] }

// Levels are the levels that a form offers.
func (p *topicPage) Levels() []levelChoice { return levelChoices }

// LevelName is a level as forms write it.
func (l *listPage) LevelName() string { return levelNames[l.Level] }

// Levels are the levels that a form offers.
func (l *listPage) Levels() []levelChoice { return levelChoices }

// Heading is the title of a list across categories, an English catalogue key.
func (l *listPage) Heading() string { return headings[l.Kind] }

var headings = map[string]string{latest: locale.Mark("Latest topics"), unread: locale.Mark("Unread"),
	mine: locale.Mark("Topics you take part in")}

// DecidedURL leads to the post that decided the topic.
func (p *topicPage) DecidedURL() string { return p.Topic.PageURL(*p.Topic.Decided) }

// MotionID is the number of the topic's motion.
func (p *topicPage) MotionID() int64 { return *p.Topic.Motion }

// FollowAction is where the form of the level goes.
func (p *topicPage) FollowAction() string { return "/forum/t/" + str(p.Topic.ID) + "/level" }

// FollowAction is where the form of the level goes.
func (l *listPage) FollowAction() string { return l.Category.URL() + "/level" }

// LevelName is a level as forms write it.
func (l *Line) LevelName() string { return levelNames[l.Level] }

// motionStates names the states of a motion that topics show.
var motionStates = map[string]string{
	"draft": locale.Mark("Draft"), "deliberation": locale.Mark("In deliberation"), "open": locale.Mark("Voting"),
	"closed": locale.Mark("To be confirmed"), "enacted": locale.Mark("Passed"), "kept": locale.Mark("Stays as it is"),
	"rejected": locale.Mark("Not passed"), "failed_quorum": locale.Mark("Quorum missed"), "withdrawn": locale.Mark("Withdrawn"),
	"void": locale.Mark("Void"),
}

// MotionName is the catalogue key of the state of the topic's motion, or "".
func (t *Topic) MotionName() string { return motionStates[t.MotionState] }

// cutName reads the name of a field of the settings: "category-3" or "topic-17".
func cutName(name string) (func(*Attention) map[int64]int, int64) {
	kind, id, _ := strings.Cut(name, "-")
	switch kind {
	case "category":
		return func(a *Attention) map[int64]int { return a.Categories }, number(id)
	case "topic":
		return func(a *Attention) map[int64]int { return a.Topics }, number(id)
	}
	return nil, 0
}
