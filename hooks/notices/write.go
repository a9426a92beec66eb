package notices

import (
	"fmt"
	html "html/template"
	"io/fs"
	"strings"
	text "text/template"

	"cooperage/hooks/locale"

	"github.com/pocketbase/pocketbase/core"
)

// letters are the two forms of a mail.
type letters struct {
	text *text.Template
	html *html.Template
}

// letterPage is what templates/mail/letter.txt and letter.html are given.
type letterPage struct {
	*locale.Locale
	Name, Coop, Subject, Text, Link, Why string
}

func readLetters(files fs.FS) (*letters, error) {
	t, err := text.ParseFS(files, "mail/letter.txt")
	if err != nil {
		return nil, fmt.Errorf("read mail template: %w", err)
	}
	h, err := html.ParseFS(files, "mail/letter.html")
	if err != nil {
		return nil, fmt.Errorf("read mail template: %w", err)
	}
	return &letters{text: t, html: h}, nil
}

func (l *letters) write(p *letterPage) (plain, rich string, err error) {
	var a, b strings.Builder
	if err := l.text.Execute(&a, p); err != nil {
		return "", "", fmt.Errorf("write mail: %w", err)
	}
	if err := l.html.Execute(&b, p); err != nil {
		return "", "", fmt.Errorf("write mail: %w", err)
	}
	return a.String(), b.String(), nil
}

// reasons says at the foot of each mail why it came; %s is the co-op's name.
var reasons = map[string]string{
	"account":    locale.Mark("You get this mail because somebody used your address at %s. If it was not you, you need not do anything."),
	"order":      locale.Mark("You get this mail because you are part of this order at %s."),
	"vote":       locale.Mark("You get this mail because you may vote at %s."),
	"membership": locale.Mark("You get this mail because of your membership or application at %s."),
	"office":     locale.Mark("You get this mail because you hold an office at %s."),
	"":           locale.Mark("You get this mail because you have an account at %s."),
}

func why(l *locale.Locale, kind, coop string) string {
	reason, ok := reasons[kind]
	if !ok {
		reason = reasons[""]
	}
	return l.T(reason, coop)
}

// address makes a path of this site a link that works in a mail.
func address(app core.App, path string) string {
	return strings.TrimRight(app.Settings().Meta.AppURL, "/") + "/" + strings.TrimLeft(path, "/")
}
