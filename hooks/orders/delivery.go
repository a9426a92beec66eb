package orders

import (
	"fmt"
	"html/template"
	"mime/multipart"
	"slices"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// MaxParts is how many parts one delivery may have.
const MaxParts = 12

// Kinds of parts a delivery can have, as certification.md lists them.
var Kinds = []string{"text", "image", "audio", "video", "code", "other"}

// Handover is what a member delivers: a note, the parts with how each was made, and the answers that the law asks
// of whoever used a model.
type Handover struct {
	Note      string // Markdown
	Parts     []Part
	Realistic bool   // could it pass for a real person, place or event
	Informs   bool   // does it inform the public
	Editor    string // who holds editorial responsibility, when it informs the public
}

// Part is one part of a delivery. Tool and Purpose are asked of every tier but human.
type Part struct {
	Title   string                `db:"title"`
	Kind    string                `db:"kind"`
	Tier    string                `db:"tier"`
	Tool    string                `db:"tool"`
	Purpose string                `db:"purpose"`
	File    string                `db:"file"` // id of the attachment, or ""
	Upload  *multipart.FileHeader `db:"-"`
}

// Deliver hands over the work with its disclosure. The weakest part sets the tier of the whole; below the agreed one
// it needs the client's recorded consent.
func (r *Room) Deliver(app core.App, by *members.Person, order string, h Handover) error {
	if err := h.check(); err != nil {
		return err
	}
	html, err := prose.Render(h.Note)
	if err != nil {
		return onField("note", err)
	}
	return r.act(app, order, deed{by: by, move: flow.Move{Action: flow.Deliver, Disclosed: true},
		before: func(tx core.App, w *work, mv *flow.Move) error {
			declared := weakest(h.Parts)
			mv.BelowTier = weaker(declared, w.Tier())
			consent := w.Milestone.TierConsent()
			mv.Consent = consent != "" && !weaker(declared, consent)
			// Asked before anything is stored, so that a refusal does not cost an upload.
			if _, err := flow.Next(w.Order.facts(), w.Milestone.facts(w.Order), *mv); err != nil {
				return err
			}
			return r.keep(tx, w, h, string(html), declared)
		}})
}

func (h Handover) check() error {
	var problems fault.Problems
	switch n := utf8.RuneCountInString(h.Note); {
	case n == 0:
		problems.Add("note", "Write a line to the client about this delivery.")
	case n > MaxNote:
		problems.Add("note", "At most %d characters, please.", MaxNote)
	}
	if len(h.Parts) == 0 {
		problems.Add("title1", "A delivery has at least one part.")
	}
	if len(h.Parts) > MaxParts {
		problems.Add("title1", "A delivery has at most %d parts.", MaxParts)
	}
	for i, p := range h.Parts {
		p.check(i+1, &problems)
	}
	if h.Informs && weakest(h.Parts) != tiers[0] && h.Editor == "" {
		problems.Add("editor", "Name who holds editorial responsibility.")
	}
	if utf8.RuneCountInString(h.Editor) > 120 {
		problems.Add("editor", "At most %d characters, please.", 120)
	}
	return problems.Err()
}

func (p Part) check(n int, problems *fault.Problems) {
	field := func(name string) string { return fmt.Sprintf("%s%d", name, n) }
	if p.Title == "" {
		problems.Add(field("title"), "Give this part a name.")
	}
	if !slices.Contains(Kinds, p.Kind) {
		problems.Add(field("kind"), "Choose what kind of part this is.")
	}
	if rank(p.Tier) >= len(tiers) {
		problems.Add(field("tier"), "Say how this part was made.")
	}
	if p.Tier != tiers[0] && rank(p.Tier) < len(tiers) {
		if p.Tool == "" {
			problems.Add(field("tool"), "Name the tool that was used.")
		}
		if p.Purpose == "" {
			problems.Add(field("purpose"), "Say what it was used for.")
		}
	}
	for name, x := range map[string]struct {
		text string
		most int
	}{"title": {p.Title, 120}, "tool": {p.Tool, 120}, "purpose": {p.Purpose, 400}} {
		if utf8.RuneCountInString(x.text) > x.most {
			problems.Add(field(name), "At most %d characters, please.", x.most)
		}
	}
}

// keep stores the delivery with its parts and files.
func (r *Room) keep(tx core.App, w *work, h Handover, html, declared string) error {
	d, err := r.fresh(tx, "deliveries")
	if err != nil {
		return err
	}
	d.Load(map[string]any{"milestone": w.Milestone.Id, "number": w.Milestone.GetInt("deliveries") + 1, "note": h.Note, "noteHtml": html, "noteVersion": prose.Version,
		"tier": declared, "agreed": w.Tier(), "realistic": h.Realistic, "informs": h.Informs, "editor": h.Editor})
	if err := tx.Save(d); err != nil {
		return fmt.Errorf("save delivery: %w", err)
	}
	for i, p := range h.Parts {
		if p.Upload != nil {
			a, err := r.files.SaveAttachment(tx, p.Upload, files.Belongs{Owner: w.MemberID(), Room: "deliveries", Record: d.Id})
			if err != nil {
				return onField(fmt.Sprintf("file%d", i+1), err)
			}
			p.File = a.Id
		}
		rec, err := r.fresh(tx, "delivery_parts")
		if err != nil {
			return err
		}
		rec.Load(map[string]any{"delivery": d.Id, "number": i + 1, "title": p.Title, "kind": p.Kind, "tier": p.Tier,
			"tool": p.Tool, "purpose": p.Purpose, "file": p.File})
		if err := tx.Save(rec); err != nil {
			return fmt.Errorf("save part of delivery: %w", err)
		}
	}
	return nil
}

// Delivery is a delivery as pages show it.
type Delivery struct {
	ID        string         `db:"id"`
	Number    int            `db:"number"`
	NoteHTML  string         `db:"noteHtml"`
	Tier      string         `db:"tier"`
	Agreed    string         `db:"agreed"`
	Realistic bool           `db:"realistic"`
	Informs   bool           `db:"informs"`
	Editor    string         `db:"editor"`
	Created   types.DateTime `db:"created"`
	Parts     []ShownPart    `db:"-"`
	Order     string         `db:"-"` // id of the order
}

// Href is the address of a part's file.
func (d Delivery) Href(p ShownPart) string { return "/orders/" + d.Order + "/files/" + p.File }

// ShownPart is a part with its file.
type ShownPart struct {
	Part
	Delivery string `db:"delivery"`
	FileName string `db:"fileName"`
	Bytes    int64  `db:"bytes"`
}

// Note is the member's words as safe HTML.
func (d Delivery) Note() template.HTML { return prose.Stored(d.NoteHTML) }

// At is when it was delivered.
func (d Delivery) At() time.Time { return d.Created.Time() }

// Weaker reports whether the delivery is of a weaker tier than agreed, which the client consented to.
func (d Delivery) Weaker() bool { return weaker(d.Tier, d.Agreed) }

// Uses lists the parts for which a tool was used.
func (d Delivery) Uses() []ShownPart {
	return slices.DeleteFunc(slices.Clone(d.Parts), func(p ShownPart) bool { return p.Tier == tiers[0] })
}

// Deliveries returns what was delivered for the milestone, newest first.
func Deliveries(app core.App, m *Milestone) ([]*Delivery, error) {
	milestone := m.Id
	var list []*Delivery
	err := app.ConcurrentDB().Select("*").From("deliveries").Where(dbx.HashExp{"milestone": milestone}).
		OrderBy("number DESC").All(&list)
	if err != nil || len(list) == 0 {
		return nil, wrapped("list deliveries", err)
	}
	var parts []ShownPart
	err = app.ConcurrentDB().Select("p.*", "COALESCE(a.name, '') AS fileName", "COALESCE(a.bytes, 0) AS bytes").From("delivery_parts p").
		InnerJoin("deliveries d", dbx.NewExp("d.id = p.delivery")).LeftJoin("attachments a", dbx.NewExp("a.id = p.file")).
		Where(dbx.HashExp{"d.milestone": milestone}).OrderBy("p.delivery", "p.number").All(&parts)
	if err != nil {
		return nil, wrapped("list parts of deliveries", err)
	}
	for _, d := range list {
		d.Order = m.GetString("order")
		for _, p := range parts {
			if d.ID == p.Delivery {
				d.Parts = append(d.Parts, p)
			}
		}
	}
	return list, nil
}

func wrapped(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// owns is fault.NotFound unless the file belongs to the order's request or to one of its deliveries.
func (w *work) owns(app core.App, a *files.Attachment) error {
	if a.Room() == "orders" && a.Record() == w.Id {
		return nil
	}
	var n int
	err := app.ConcurrentDB().Select("count(*)").From("deliveries").
		Where(dbx.HashExp{"id": a.Record(), "milestone": w.Milestone.Id}).Row(&n)
	if err != nil {
		return wrapped("find delivery of file", err)
	}
	if n == 0 || a.Room() != "deliveries" {
		return fault.Missing()
	}
	return nil
}
