package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"cooperage/hooks/certificates"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/pocketbase/core"
)

// sealed is a certified work of the demo: one of the samples on its maker's profile.
type sealed struct {
	maker, title string
	about        string
	part, kind   string
	sources      []string
	files        []string
	reviewers    [3]string
	says         [3]string
	day          int // certified so many days before the first one
	years        int // valid for so long; 0 is the usual time
	fate, why    string
	fateDay      int
}

var sealedWorks = []sealed{
	{maker: "lena", title: "Letters from the Estuary", about: "A clothbound edition of 41 letters: type area, typography and a two-colour foil for the cover.",
		part: "Book design, cover to colophon", kind: "image", sources: []string{"digitalCreation", "print"}, files: []string{"letters-inside.pdf", "letters-cover.pdf"},
		reviewers: [3]string{"ingrid", "samir", "tomas"}, says: [3]string{
			"Lena brought the pasted dummy and three dated proofs. The waves on the cover were cut in lino; I had the block in my hand.",
			"The source file goes back eleven weeks, and the grid changes twice for reasons that stand in her notes.",
			"I read the correspondence with the press. Each change in it is found in the proofs."}, day: 432, years: 1},
	{maker: "noor", title: "Night of the Choirs", about: "A poster in two colours for a night of eleven choirs, screen-printed in an edition of 300.",
		part: "Poster, print-ready", kind: "image", sources: []string{"digitalCreation"}, files: []string{"choirs-a1.pdf"},
		reviewers: [3]string{"lena", "amara", "ingrid"}, says: [3]string{
			"Nine thumbnails in a sketchbook, then paper cut-outs, then the file. The half disc was a plate from her kitchen.",
			"Layers and history agree with the dates in her invoice. Nothing in the file was imported but the typeface.",
			"We looked at the films for both screens together."}, day: 128},
	{maker: "mehmet", title: "Three bowls", about: "One photograph of three stoneware bowls for a maker's catalogue, in the light of one window.",
		part: "Photograph, full size", kind: "image", sources: []string{"digitalCapture"}, files: []string{"three-bowls.tif"},
		reviewers: [3]string{"oskar", "zofia", "yuki"}, says: [3]string{
			"The raw file and the frames before and after it were on the table.",
			"The light moves across the series as it should for eight in the morning.",
			"Mehmet showed the set-up on his phone, with the bowls in it."}, day: 150, fate: "revoke", fateDay: 26,
		why: "Mehmet told us himself that the dry twig was added by the generative fill of his program. The rest of the picture is a photograph, but the seal says every part. We thank him for coming to us."},
	{maker: "ingrid", title: "Foxglove for Fjell Seeds", about: "A watercolour plate of Digitalis purpurea with a detached leaf and seeds, drawn from a plant in Herdla, for a seed packet.",
		part: "Watercolour plate, scanned", kind: "image", sources: []string{"print", "humanEdits"}, files: []string{"foxglove-plate.tif", "foxglove-packet.pdf"},
		reviewers: [3]string{"mirela", "hana", "lena"}, says: [3]string{
			"The plant is pressed in her herbarium with the date. Pencil study, colour trial, plate: all three were there.",
			"I compared the scan with the original. The only edits are dust and the white of the paper.",
			"Ingrid explained why the lower bells are paler. I believe nobody who had not watched it open would draw it so."}, day: 61},
	{maker: "yuki", title: "Vestre skog 1:25 000", about: "A topographic map of eleven trails with contour lines from the public survey, walked in May and in October.",
		part: "Map sheet with legend", kind: "image", sources: []string{"dataDrivenMedia", "digitalCreation"}, files: []string{"vestre-skog.pdf", "vestre-skog-legend.pdf"},
		reviewers: [3]string{"saskia", "jonas", "samir"}, says: [3]string{
			"The tracks of both walks are in the folder, and they wander where the path does.",
			"Contours come from the survey's heights by a script of forty lines, which I read.",
			"Labels are set by hand; two of them were moved after the October walk, as her notes say."}, day: 47},
	{maker: "chiara", title: "The last stop", about: "The first chapter of a Polish novel in English, 31 pages, for a publisher's sample.",
		part: "Translation", kind: "text", sources: []string{"digitalCreation"}, files: []string{"last-stop-chapter-1.docx"},
		reviewers: [3]string{"tomas", "pavel", "bjorn"}, says: [3]string{
			"Three drafts, with the second one read aloud and marked in the margin.",
			"I know the Polish. Her choices are hers: nobody else would make Wanda swear like that.",
			"The dictionary notes run to nine pages and end where the deadline did."}, day: 75, fate: "suspend", fateDay: 3,
		why: "A reader points to four sentences that also stand in an older translation. Chiara has sent us her drafts; two members are reading them. We decide by the end of the month."},
	{maker: "kwame", title: "Cold store, Tema", about: "Eighteen minutes of an empty cold store at night, recorded with two microphones and left as it was but for the fades.",
		part: "Recording, side A", kind: "audio", sources: []string{"digitalCapture", "humanEdits"}, files: []string{"cold-store-a.wav"},
		reviewers: [3]string{"pavel", "dimitris", "aoife"}, says: [3]string{
			"We listened to the raw tracks. The compressor starts twice, as it does on the record.",
			"Kwame's log of the night has temperatures in it. So has the sound.",
			"The session file holds two tracks and two fades."}, day: 12},
}

// planCertificates plans what the members have certified, and what the steward took back. Reviews have no pages of
// their own here: their outcome is handed to Issue, as the process that ends in it does.
func (s *seeding) planCertificates() {
	for _, w := range sealedWorks {
		var id string
		s.plan(s.at(w.day, 15, "certified "+w.title), w.title+" is certified", func(tx core.App) error {
			c, err := s.certify(tx, w)
			if err == nil {
				id = c.Id
			}
			return err
		})
		if w.fate == "" {
			continue
		}
		s.plan(s.at(w.fateDay, 11, w.fate+" "+w.title), w.fate+" "+w.title, func(tx core.App) error {
			officer, err := s.person(tx, founder)
			if err != nil {
				return err
			}
			if w.fate == "revoke" {
				return s.Certificates.Revoke(tx, officer, id, w.why)
			}
			return s.Certificates.Suspend(tx, officer, id, w.why)
		})
	}
}

func (s *seeding) certify(tx core.App, w sealed) (*certificates.Certificate, error) {
	maker, err := s.person(tx, w.maker)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	f := certificates.Facts{Person: maker, Title: w.title, About: w.about, Sources: w.sources, Made: now.AddDate(0, 0, -9),
		Parts: []certificates.Part{{Title: w.part, Kind: w.kind, Tier: certificates.Human}}}
	if w.years > 0 {
		f.Until = now.AddDate(w.years, 0, 0)
	}
	if f.Work, f.Craft, err = sampleOf(tx, maker, w.title); err != nil {
		return nil, err
	}
	for _, name := range w.files {
		sum := sha256.Sum256([]byte("the demo has no files: " + name))
		f.Files = append(f.Files, certificates.File{Name: name, SHA256: hex.EncodeToString(sum[:])})
	}
	for i, handle := range w.reviewers {
		reviewer, err := s.person(tx, handle)
		if err != nil {
			return nil, err
		}
		f.Reviews = append(f.Reviews, certificates.Review{Reviewer: reviewer.Id, At: now.Add(-time.Duration(26-i*7) * time.Hour), Says: w.says[i]})
	}
	return s.Certificates.Issue(tx, f)
}

// sampleOf finds the sample on the maker's profile by its title.
func sampleOf(tx core.App, maker *members.Person, title string) (id, craft string, err error) {
	profile, err := profiles.ByPerson(tx, maker.Id)
	if err != nil {
		return "", "", err
	}
	works, err := profiles.WorksOf(tx, maker.Id)
	if err != nil {
		return "", "", err
	}
	for _, w := range works {
		if w.Title == title {
			return w.ID, profile.Craft(), nil
		}
	}
	return "", "", fmt.Errorf("%s shows no work called %q", maker.Handle(), title)
}
