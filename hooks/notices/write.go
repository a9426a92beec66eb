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
	Kind, Settings, Stop                 string // of the kind's name, the page of choices and the way to stop it
	Items                                []item // of a digest
	More                                 int    // that are not listed
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

// address makes a path of this site a link that works in a mail.
func address(app core.App, path string) string {
	return strings.TrimRight(app.Settings().Meta.AppURL, "/") + "/" + strings.TrimLeft(path, "/")
}
