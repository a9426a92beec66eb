// Package mail hands letters to the mail server that the host has set, or keeps them when there is none: a co-op
// can be tried out before mail works. Rooms do not call it; they tell notices, which retries from an outbox.
package mail

import (
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"
)

// Letter is one mail to one person, ready to send.
type Letter struct {
	Name, Address string
	Subject       string
	Text, HTML    string
	Headers       map[string]string // such as List-Unsubscribe
}

// Sender sends letters.
type Sender struct {
	app core.App
	log io.Writer
}

// New returns a sender; kept letters are written to log.
func New(app core.App, log io.Writer) *Sender {
	return &Sender{app: app, log: log}
}

// Works reports whether a mail server is set.
func (s *Sender) Works() bool { return s.app.Settings().SMTP.Enabled }

// Send sends the letter and reports false; without a mail server it writes the letter to the log and reports that
// it was kept. It talks to the network: never call it inside a transaction.
func (s *Sender) Send(l Letter) (kept bool, err error) {
	if err := check(l); err != nil {
		return false, err
	}
	if !s.Works() {
		_, err := fmt.Fprintf(s.log, "mail kept, as no mail server is set: to %s\nsubject: %s\n\n%s\n", l.Address, l.Subject, l.Text)
		return true, err
	}
	meta := s.app.Settings().Meta
	err = s.app.NewMailClient().Send(&mailer.Message{
		From:    mail.Address{Name: meta.SenderName, Address: meta.SenderAddress},
		To:      []mail.Address{{Name: l.Name, Address: l.Address}},
		Subject: l.Subject, Text: l.Text, HTML: l.HTML, Headers: l.Headers,
	})
	if err != nil {
		return false, fmt.Errorf("send mail to %s: %w", l.Address, err)
	}
	return false, nil
}

// check refuses what could smuggle in another header.
func check(l Letter) error {
	if strings.ContainsAny(l.Subject+l.Address+l.Name, "\r\n\x00") {
		return errors.New("send mail: line break in a header")
	}
	for k, v := range l.Headers {
		if strings.ContainsAny(k+v, "\r\n\x00") {
			return errors.New("send mail: line break in a header")
		}
	}
	if _, err := mail.ParseAddress(l.Address); err != nil {
		return fmt.Errorf("send mail: address: %w", err)
	}
	return nil
}
