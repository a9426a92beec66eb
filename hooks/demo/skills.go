package demo

import "github.com/pocketbase/pocketbase/core"

// wants are the skills that members would like to learn. Many want bookkeeping, which one offers.
var wants = map[string][]string{
	"amara": {"Bookkeeping", "Screen printing", "Portuguese contract law"}, "noor": {"Bookkeeping", "Lettering"},
	"hana": {"Pricing", "Bookkeeping", "Watercolour"}, "kwame": {"Pricing", "Plain language"}, "chiara": {"Subtitles for the deaf", "Bookkeeping"},
	"pavel": {"Sound design", "Bookkeeping"}, "zofia": {"Bookkeeping", "Lettering"}, "mehmet": {"Pricing", "Retouching by hand"},
	"leonie": {"Sign painting", "Bookkeeping"}, "mai": {"Lettering", "Pricing"}, "ruairi": {"Audio description", "Bookkeeping"},
	"jonas": {"Accessibility", "Plain language"}, "lena": {"Bookkeeping", "Accessibility"}, "samir": {"User research"},
	"fatemeh": {"Audio description", "Accessibility audits"}, "yuki": {"Lettering", "Watercolour"}, "oskar": {"Pricing", "Bookkeeping"},
	"mirela": {"Sign painting", "Screen printing"}, "wanjiru": {"Cartography", "Accessibility"}, "bjorn": {"Audio description"},
	"ana": {"Plain language", "Audio description"}, "tomas": {"Indexing"}, "dimitris": {"Pricing"}, "ingrid": {"Bookkeeping"},
}

// words are what people put their name behind, some days after they met at an event.
var words = []struct {
	day                  int
	who, member, subject string
}{
	{73, "amara", "saskia", "Bookkeeping"}, {73, "noor", "saskia", "Bookkeeping"}, {72, "kwame", "saskia", "Bookkeeping"},
	{70, "hana", "saskia", "Statistics"}, {45, "bjorn", "tomas", "Contract law"}, {45, "lena", "tomas", "Contract law"},
	{44, "clara", "tomas", "Contract law"}, {31, "hana", "ingrid", "Watercolour"}, {31, "yuki", "ingrid", "Watercolour"},
	{31, "ingrid", "hana", "Picture books"}, {30, "mirela", "ingrid", "Scientific illustration"}, {17, "jonas", "samir", "Accessibility audits"},
	{17, "bjorn", "samir", "Accessibility audits"}, {16, "pavel", "kwame", "Sound design"}, {15, "lena", "amara", "Naming"},
	{15, "noor", "amara", "Identity design"}, {14, "tomas", "amara", "Naming"},
}

// planWords plans what people say of each other's skills.
func (s *seeding) planWords() {
	for _, w := range words {
		s.plan(s.at(w.day, 14, w.who+w.member+w.subject), w.who+" vouches for "+w.member, func(tx core.App) error {
			who, err := s.person(tx, w.who)
			if err != nil {
				return err
			}
			member, err := s.person(tx, w.member)
			if err != nil {
				return err
			}
			return s.Profiles.Endorse(tx, who, member.Id, w.subject)
		})
	}
}
