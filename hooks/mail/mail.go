// Package mail hands letters to the mail server that the host has set, or keeps them when there is none: a co-op
// can be tried out before mail works. Rooms do not call it; they tell notices, which retries from an outbox.
package mail

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	smtp "github.com/wneessen/go-mail"
)

// patience bounds connecting, and sending one mail: a server that says nothing for this long is taken for broken.
const patience = 30 * time.Second

// Letter is one mail to one person, ready to send.
type Letter struct {
	ID            string    // with the sender's domain it is the Message-ID: a letter sent again is the same message
	At            time.Time // its Date, which must be the same when it is sent again
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

// Keep writes the letter to the log, as no mail server is set.
func (s *Sender) Keep(l Letter) error {
	if err := check(l); err != nil {
		return err
	}
	_, err := fmt.Fprintf(s.log, "mail kept, as no mail server is set: to %s\nsubject: %s\n\n%s\n", l.Address, l.Subject, l.Text)
	return err
}

// Line is an open connection to the mail server, for many letters one after the other. It is used by one goroutine.
type Line struct {
	client *smtp.Client
	from   mail.Address
	broken bool
}

// Open connects to the mail server. It talks to the network: never call it inside a transaction. An error concerns
// the server or its settings, not any letter.
func (s *Sender) Open(ctx context.Context) (*Line, error) {
	set, meta := s.app.Settings().SMTP, s.app.Settings().Meta
	options := []smtp.Option{smtp.WithPort(set.Port), smtp.WithTimeout(patience), smtp.WithoutNoop(), smtp.WithoutRset(),
		smtp.WithTLSPolicy(smtp.TLSOpportunistic)}
	if set.TLS {
		options = append(options, smtp.WithSSL())
	}
	if name := cmp.Or(set.LocalName, host(meta.AppURL)); name != "" {
		options = append(options, smtp.WithHELO(name))
	}
	if set.Username != "" || set.Password != "" {
		kind := smtp.SMTPAuthPlain
		if set.AuthMethod == "LOGIN" {
			kind = smtp.SMTPAuthLogin
		}
		options = append(options, smtp.WithSMTPAuth(kind), smtp.WithUsername(set.Username), smtp.WithPassword(set.Password))
	}
	client, err := smtp.NewClient(set.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("mail server %s: %w", set.Host, err)
	}
	if err := client.DialWithContext(ctx); err != nil {
		return nil, fmt.Errorf("connect to the mail server: %w", err)
	}
	return &Line{client: client, from: mail.Address{Name: meta.SenderName, Address: meta.SenderAddress}}, nil
}

// host is the name in an address of this site, or "" when it has none that a mail server would take for a name.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || !strings.Contains(u.Hostname(), ".") {
		return ""
	}
	return u.Hostname()
}

// Broken reports whether the connection is of no more use.
func (l *Line) Broken() bool { return l.broken }

// Close says goodbye to the server.
func (l *Line) Close() {
	_ = l.client.Close() // every letter has had its answer; the goodbye needs none
}

// Send sends one letter. Its error is a *Failure unless the letter itself is malformed, which no later try mends.
func (l *Line) Send(letter Letter) error {
	m, err := l.message(letter)
	if err != nil {
		return err
	}
	err = l.client.Send(m)
	if err == nil || m.IsDelivered() {
		return nil
	}
	f := failure(err)
	// After a refusal the server waits for the next letter; after anything else nothing is certain.
	if f.Code == 0 || f.Code == 421 || l.client.Reset() != nil {
		l.broken = true
	}
	return f
}

func (l *Line) message(letter Letter) (*smtp.Msg, error) {
	if err := check(letter); err != nil {
		return nil, err
	}
	m := smtp.NewMsg(smtp.WithNoDefaultUserAgent(), smtp.WithBoundary("part-"+letter.ID))
	if err := errors.Join(m.FromFormat(l.from.Name, l.from.Address), m.AddToFormat(letter.Name, letter.Address)); err != nil {
		return nil, fmt.Errorf("address a mail: %w", err)
	}
	_, domain, _ := strings.Cut(l.from.Address, "@")
	m.SetMessageIDWithValue(letter.ID + "@" + domain)
	m.SetDateWithValue(letter.At.UTC())
	m.Subject(letter.Subject)
	for name, value := range letter.Headers {
		if len(value) < 60 {
			m.SetGenHeader(smtp.Header(name), value)
			continue
		}
		// As it is: a List-Unsubscribe folded right after its name is not understood everywhere.
		m.SetGenHeaderPreformatted(smtp.Header(name), value)
	}
	m.SetBodyString(smtp.TypeTextPlain, letter.Text)
	m.AddAlternativeString(smtp.TypeTextHTML, letter.HTML)
	return m, nil
}

// check refuses what could smuggle in another header.
func check(l Letter) error {
	if strings.ContainsAny(l.ID+l.Subject+l.Address+l.Name, "\r\n\x00") {
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
