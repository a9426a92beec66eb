package forums

import (
	"html/template"
	"time"
	"unicode/utf8"

	"cooperage/hooks/locale"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// speaker puts what a page shows often into rows of plain fields, in the reader's language: a template pays a microsecond
// for each method that it calls, and a page has thirty lines.
type speaker struct {
	*locale.Locale
	now time.Time
}

// drawings are the parts that are drawn most.
type drawings struct {
	rows  *web.Drawn[row]
	posts *web.Drawn[postRow]
}

func newDrawings() drawings {
	return drawings{web.NewDrawn[row]("forums/list.html", "topic-row"), web.NewDrawn[postRow]("forums/topic.html", "forum-post")}
}

func (p pages) speaker(e *core.RequestEvent) speaker { return speaker{p.site.Locale(e), p.clock.Now()} }

func (s speaker) ago(t time.Time) template.HTML { return web.Ago(s.Locale, t, s.now) }

// named is what somebody is called on pages.
func (s speaker) named(name string) string {
	if name == "" {
		return s.T("Former member")
	}
	return name
}

// initial is the letter that stands for a portrait.
func initial(name string) string {
	_, n := utf8.DecodeRuneInString(name)
	return name[:n]
}

// row is a topic in a list, for the part "topic-row". Its values can be compared, so that what was drawn is known again.
type row struct {
	Class    string // what marks the line: " new", " muted"
	Portrait string // of the last author; "" without one
	Initial  string
	URL      string
	Title    string
	Signs    [maxSigns]sign
	By       string
	When     template.HTML
	New      string // what the reader has not read; "" for nothing
	Posts    string
}

// sign is what a topic is besides open, for the part "signs"; one without text is none.
type sign struct{ Kind, Icon, Text string }

const maxSigns = 3

func (s speaker) signs(t *Topic) (signs [maxSigns]sign) {
	if t.Pinned {
		signs[0].Text = s.T("Pinned")
	}
	if t.Motion != nil {
		signs[1] = sign{"money", "", s.T("Motion") + ": " + s.T(t.MotionName())}
	} else if t.Decided != nil {
		signs[1] = sign{"good", "check", s.T("Decided")}
	}
	if t.Locked {
		signs[2] = sign{"", "lock", s.T("Locked")}
	}
	return signs
}

// rows are the lines of a list; what is new shows to those who have an account.
func (s speaker) rows(list []*Line, signedIn bool) []row {
	rows := make([]row, len(list))
	for i, l := range list {
		r := row{Portrait: l.Portrait(), Initial: initial(l.LastName), URL: l.NextURL(), Title: l.Title, Signs: s.signs(&l.Topic),
			When: s.ago(l.Last()), Posts: s.N("%d post", "%d posts", l.Count())}
		if r.By = s.T("%s began, last %s", s.named(l.Starter), s.named(l.LastName)); l.Posts == 1 {
			r.By = s.T("%s began", s.named(l.Starter))
		}
		switch n := l.Unread(); {
		case n > 0:
			r.New, r.Class = s.N("%d new", "%d new", n), " new"
		case l.Fresh():
			r.Class = " new"
			if signedIn {
				r.New = s.T("new topic")
			}
		}
		if l.Muted() {
			r.Class += " muted"
		}
		rows[i] = r
	}
	return rows
}

// postRow is a post of a topic, for the part "forum-post". Its values can be compared, too.
type postRow struct {
	Unread      bool   // the first that the reader has not read
	Class       string // " hidden-post"
	Number      string
	Label       string
	Portrait    string
	Initial     string
	Handle      string // of a member, who has a page; "" for others
	Name        string
	Stance      string // for, against or ""
	StanceText  string
	When        template.HTML
	History     string // address of the earlier texts; "" without any
	Link        string
	Reply       string // address of the post that is answered; "" for none
	ReplyText   string
	ReplyTo     string
	Veil        veil
	Gone        bool
	HTML        template.HTML
	Attached    bool
	Attachments [MaxFiles]attachment
	Acts        bool // there is something that the reader can do
	Can         Can
}

// veil is what stands before, or in the place of, a post that was hidden or taken back; without a text it is none.
type veil struct {
	Text, Note string
	Appeal     string // address where the author may appeal; "" for nobody else
	Seen       bool   // the reader sees the text all the same
}

type attachment struct{ URL, Name string }

// posts are the posts of a topic's page.
func (s speaker) posts(list []*Shown) []postRow {
	rows := make([]postRow, len(list))
	for i, x := range list {
		name := s.named(x.Name())
		r := postRow{Unread: x.Unread, Number: str(x.Number), Label: s.T("Post %d by %s", x.Number, name), Portrait: x.Portrait(),
			Initial: initial(x.Name()), Name: name, Stance: x.Stance, When: s.ago(x.Made()), Link: x.Link(), Gone: x.Gone(), HTML: x.HTML()}
		if x.Handle != "" && x.Kind == "member" {
			r.Handle = x.Handle
		}
		if x.Stance == "for" {
			r.StanceText = s.T("for it")
		} else if x.Stance != "" {
			r.StanceText = s.T("against it")
		}
		if x.Version > 1 {
			r.History = "/forum/posts/" + str(x.ID) + "/history"
		}
		if x.ToNumber != nil {
			r.Reply, r.ReplyText = x.ToURL(), s.T("in reply to #%d", x.Answered())
			if x.ToName != nil {
				r.ReplyTo = *x.ToName
			}
		}
		for n, f := range x.Files[:min(len(x.Files), MaxFiles)] { // no post takes more
			r.Attached, r.Attachments[n] = true, attachment{"/forum/posts/" + str(x.ID) + "/files/" + f.Id, f.Name()}
		}
		if x.Hidden != Visible {
			r.Class, r.Veil = " hidden-post", s.veil(x)
		}
		if x.Can.Any() {
			r.Acts, r.Can = true, x.Can
		}
		rows[i] = r
	}
	return rows
}

func (s speaker) veil(x *Shown) veil {
	v := veil{Seen: !x.Gone()}
	switch {
	case x.Hidden == TakenBack:
		v.Text = s.T("The author took this post back.")
	case x.Why == nil:
		v.Text = s.T("A moderator has hidden this post.")
	case x.Why.Reason == Erased:
		v.Text = s.T(x.Why.Text()) + "."
	default:
		v.Text = s.T("A moderator has hidden this post. The reason: %s.", s.T(x.Why.Text()))
		if x.Mine || x.Moderates {
			v.Note = x.Why.Note
		}
	}
	if x.Mine && x.Hidden == HiddenBy && x.Why != nil {
		v.Appeal = "/forum/posts/" + str(x.ID) + "/appeal"
	}
	return v
}

// hitRow is a post that a search found.
type hitRow struct {
	URL            string
	Title, Snippet []Bit
	Name           string
	When           template.HTML
	Number         string
	InURL, In      string // the category
}

func (s speaker) hits(list []*Hit) []hitRow {
	rows := make([]hitRow, len(list))
	for i, h := range list {
		rows[i] = hitRow{h.URL(), h.Title, h.Snippet, s.named(h.Who), s.ago(at(h.CreatedAt)), s.T("post %d", h.Number), h.In.URL(), h.In.Name}
	}
	return rows
}
