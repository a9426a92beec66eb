package notices

import (
	"slices"

	"cooperage/hooks/locale"
)

// Kind is a subject of news that people choose about on one page (/account/notices). Rooms hand theirs to Register.
type Kind struct {
	Name    string // as in News.Kind, such as "order"
	Title   string // what it is called on the page, an English catalogue key
	About   string // one sentence about what it tells of, an English catalogue key, or ""
	Why     string // foot of its mails: why this mail came; an English catalogue key, %s is the co-op's name
	Default Sense  // what holds for those who have not chosen; "" is ByMail
	Prompt  bool   // has deadlines: its mails never wait for a digest
	Always  bool   // concerns the account's security: always told in the app and by mail
}

// Sense is how a person is told of a kind of news.
type Sense string

const (
	ByMail  Sense = "mail" // in the app and by mail
	InApp   Sense = "app"  // in the app only
	Nowhere Sense = "none" // not at all
)

// Register adds kinds of news, in the order the page shows them. A name used twice is a mistake in the program and
// stops it.
func (r *Room) Register(kinds ...Kind) {
	for _, k := range kinds {
		if k.Name == "" || slices.ContainsFunc(r.kinds, func(o Kind) bool { return o.Name == k.Name }) {
			panic("notices: the kind " + k.Name + " is registered twice or has no name")
		}
		if k.Default == "" {
			k.Default = ByMail
		}
		r.kinds = append(r.kinds, k)
	}
}

// Kinds returns what was registered.
func (r *Room) Kinds() []Kind { return slices.Clone(r.kinds) }

// kind returns the kind of the name. A name that nobody registered is told like any other and cannot be turned off;
// a test of the hooks package keeps that from happening.
func (r *Room) kind(name string) Kind {
	for _, k := range r.kinds {
		if k.Name == name {
			return k
		}
	}
	if name == digestKind {
		return digestOf()
	}
	return Kind{Name: name, Default: ByMail, Why: whyAccount}
}

var whyAccount = locale.Mark("You get this mail because you have an account at %s.")

// own are the kinds of the rooms below this one, which cannot know it.
func own() []Kind {
	return []Kind{
		{Name: "account", Title: locale.Mark("The security of your account"), Always: true, Prompt: true,
			About: locale.Mark("Codes and links to sign in, new passwords, a new bank account for payouts. This cannot be turned off."),
			Why:   locale.Mark("You get this mail because somebody used your address at %s. If it was not you, you need not do anything.")},
		{Name: "membership", Title: locale.Mark("Your membership"), Prompt: true,
			About: locale.Mark("Your application, and money the co-op has paid you."),
			Why:   locale.Mark("You get this mail because of your membership or application at %s.")},
		{Name: "office", Title: locale.Mark("Your offices"), Prompt: true,
			About: locale.Mark("What you have to know or decide because you hold an office."),
			Why:   locale.Mark("You get this mail because you hold an office at %s.")},
	}
}
