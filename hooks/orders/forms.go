package orders

import (
	"strconv"

	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// placeForm is what the client sends: the choice, what it cost when it was shown, and the note.
type placeForm struct {
	Package string   `form:"package"`
	Extras  []string `form:"extra"`
	Total   string   `form:"total"`
	Note    string   `form:"note"`
}

// reasonForm is the one field of the pages that ask for a reason.
type reasonForm struct {
	Reason string `form:"reason"`
}

type messageForm struct {
	Text string `form:"text"`
}

type tierForm struct {
	Tier   string `form:"tier"`
	Answer string `form:"answer"`
}

// deliverForm is a delivery as typed. The slices hold one value for each row of the form, in step.
type deliverForm struct {
	Note      string   `form:"note"`
	Titles    []string `form:"title"`
	Kinds     []string `form:"kind"`
	Tiers     []string `form:"tier"`
	Tools     []string `form:"tool"`
	Purposes  []string `form:"purpose"`
	Realistic bool     `form:"realistic"`
	Informs   bool     `form:"informs"`
	Editor    string   `form:"editor"`
}

// formRows is how many parts the delivery form offers.
const formRows = 6

// row is one row of the delivery form; N counts from 1.
type row struct {
	N int
	Part
}

// Open reports whether the row is shown unfolded: the first, and those with something typed.
func (r row) Open() bool { return r.N == 1 || r.Title != "" || r.Kind != "" || r.Tier != "" }

// Field is the id of a control of the row.
func (r row) Field(name string) string { return name + strconv.Itoa(r.N) }

// rows are all rows of the form with what was typed.
func (f deliverForm) rows() []row {
	at := func(list []string, i int) string {
		if i < len(list) {
			return list[i]
		}
		return ""
	}
	rows := make([]row, formRows)
	for i := range rows {
		rows[i] = row{i + 1, Part{Title: at(f.Titles, i), Kind: at(f.Kinds, i), Tier: at(f.Tiers, i), Tool: at(f.Tools, i), Purpose: at(f.Purposes, i)}}
	}
	return rows
}

// handover reads the form with its uploads. Rows with nothing in them are left out from the end.
func (f deliverForm) handover(e *core.RequestEvent) Handover {
	h := Handover{Note: f.Note, Realistic: f.Realistic, Informs: f.Informs, Editor: f.Editor}
	for _, r := range f.rows() {
		if files := web.Files(e, r.Field("file")); len(files) > 0 {
			r.Upload = files[0]
			if r.Title == "" {
				r.Title = clip(files[0].Filename)
			}
		}
		h.Parts = append(h.Parts, r.Part)
	}
	for n := len(h.Parts); n > 0 && h.Parts[n-1] == (Part{}); n-- {
		h.Parts = h.Parts[:n-1]
	}
	return h
}

func clip(name string) string {
	runes := []rune(name)
	return string(runes[:min(len(runes), 120)])
}
