package e2e

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/gigs"
	"cooperage/hooks/governance"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/templates"

	"github.com/leonelquinteros/gotext"
)

// english finds texts that stayed English on a German page.
type english struct {
	whole   map[string]bool // catalogue keys that German says differently
	pattern []*regexp.Regexp
}

var (
	verb = regexp.MustCompile(`%(\[\d+\])?[-+# 0]*[\d.]*[a-zA-Z]`)
	// tell are words that no German sentence has, for texts that never went through the catalogue.
	tell = regexp.MustCompile(`(?i)\b(the|and|of|your|you|with|for|this|that|are|is|to|from|not|no|by)\b`)
)

var englishTexts = sync.OnceValues(func() (*english, error) {
	files, err := fs.Glob(templates.FS, "locales/de/*.po")
	if err != nil {
		return nil, err
	}
	e, german, keys := &english{whole: map[string]bool{}}, map[string]bool{}, []string{}
	for _, name := range files {
		raw, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			return nil, err
		}
		po := gotext.NewPo()
		po.Parse(raw)
		for key, tr := range po.GetDomain().GetTranslations() {
			for _, s := range tr.Trs {
				german[s] = true
			}
			keys = append(keys, key, tr.PluralID)
		}
	}
	for _, key := range keys {
		switch {
		case key == "" || german[key]:
		case verb.MatchString(key):
			e.add(key)
		default:
			e.whole[key] = true
		}
	}
	return e, nil
})

// add takes in a key with placeholders, unless it has no words of its own.
func (e *english) add(key string) {
	if !regexp.MustCompile(`[a-z]{2}`).MatchString(verb.ReplaceAllString(key, "")) {
		return
	}
	parts := verb.Split(strings.ReplaceAll(key, "%%", "%"), -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	e.pattern = append(e.pattern, regexp.MustCompile("^"+strings.Join(parts, ".+")+"$"))
}

// says reports whether a text of a German page is English.
func (e *english) says(text string) bool {
	if e.whole[text] || tell.MatchString(text) {
		return true
	}
	for _, p := range e.pattern {
		if p.MatchString(text) {
			return true
		}
	}
	return false
}

// German fails the test unless the page is German throughout. What people wrote, and what is marked as another
// language, is theirs; allowed names further texts, such as names of people.
func (tab *Tab) German(allowed ...string) *Tab {
	tab.t.Helper()
	e, err := englishTexts()
	if err != nil {
		tab.t.Fatal(err)
	}
	if got := eval[string](tab, `document.documentElement.lang`); got != "de" {
		tab.t.Errorf("%s: got lang %q, want de", tab.Path(), got)
	}
	var texts []string
	if err := json.Unmarshal([]byte(eval[string](tab, collectTexts)), &texts); err != nil {
		tab.t.Fatal(err)
	}
	for _, text := range texts {
		own := text
		for _, name := range allowed {
			own = strings.TrimSpace(strings.ReplaceAll(own, name, ""))
		}
		if own != "" && e.says(own) {
			tab.t.Errorf("%s is German but says %q", tab.Path(), text)
		}
	}
	return tab
}

// collectTexts yields every text a reader or listener meets: words, titles, labels, alternatives, hints.
const collectTexts = `(() => {
	const texts = new Set([document.title]);
	const add = (s) => { s = (s ?? "").replace(/\s+/g, " ").trim(); if (s) texts.add(s); };
	const foreign = (el) => el.closest("script, style, template, .prose, .user-content, textarea") || el.closest("[lang]").lang !== "de";
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) if (!foreign(walk.currentNode.parentElement)) add(walk.currentNode.data);
	for (const el of document.querySelectorAll("body *")) {
		if (foreign(el)) continue;
		for (const name of ["aria-label", "aria-description", "placeholder", "title", "alt"]) add(el.getAttribute(name));
		if (el.matches("input[type=submit], input[type=button]")) add(el.value);
	}
	return JSON.stringify([...texts]);
})()`

// The pages of the journeys, as a client and a member see them whose browsers ask for German.
func TestGerman_TheWayFromTheFrontPageToOrderAndVote(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		look.Language = "de"
		s := Serve(t, apptest.New(t))
		ingrid, amara, jonas := s.Member(t, "Ingrid Solheim"), s.Member(t, "Amara Oyelaran"), s.Member(t, "Jonas Berg")
		gig := publish(t, s, ingrid, gigs.Offer{Title: "Botanische Tafel", Craft: "illustration", Tier: "human",
			Body: "Ich zeichne Pflanzen nach dem Leben, in Bleistift und Aquarell, und scanne sie mit 1200 Punkten je Zoll.",
			Packages: []gigs.PackageOffer{{Row: 1, Name: "Tafel", Description: "Eine fertige Tafel mit Druckrecht.",
				Price: money.Amount{Minor: 48000, Currency: "EUR"}, Days: 9, Rounds: 2}}}).URL()
		motion, err := s.Governance.Move(s.App, ingrid, governance.Words{Kind: governance.FeeLevel, Title: "Provision senken", Body: "Die Rücklage reicht für ein Jahr."})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []*members.Person{amara, jonas} {
			if _, err := s.Governance.Second(s.App, p, motion.ID); err != nil {
				t.Fatal(err)
			}
		}
		s.Clock.Shift(14 * day)
		guest, client, member := s.Open(t, look), s.OpenAs(t, look, s.Buyer(t, "Clara Ng")), s.OpenAs(t, look, amara)
		for _, path := range []string{"/", "/gigs", gig, "/fees", "/rules", "/votes", "/votes/1", "/treasury", "/members", "/login", "/signup", "/join", "/terms"} {
			guest.Go(path, 200).German()
		}
		guest.Go("/gigs?price=billig", 422).German()
		client.Go(gig+"/order", 200).German().Fill("note", "Ein Fingerhut, bitte.").SendOn(`main form#order button`, 200).German()
		order := client.Path()
		client.Go("/orders", 200).German().Go("/account", 200).German().Go("/", 200).German()
		member.Go("/votes/1", 200).German().Fill("choice", "600").Submit("/votes/1/ballot", 200).German()
		member.Go("/gigs/new", 200).German().Go("/notices", 200).German()
		s.OpenAs(t, look, ingrid).Go(order, 200).German().Go(order+"/confirm/agree", 200).German()
	})
}

func TestGerman_FindsWhatStayedEnglish(t *testing.T) {
	t.Parallel()
	e, err := englishTexts()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"Nothing here": true, "Hier ist nichts": false, "Too many tries. Please wait 14 minutes.": true,
		"Zu viele Versuche. Bitte warte 14 Minuten.": false, "Price of the work": true, "12,50 €": false, "Marram": false,
	} {
		if got := e.says(text); got != want {
			t.Errorf("%q: got English %v, want %v", text, got, want)
		}
	}
}
