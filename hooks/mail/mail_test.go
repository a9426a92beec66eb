package mail_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/mail"
)

var letter = mail.Letter{ID: "m1", At: apptest.Start, Name: "Ana Łącka", Address: "ana@example.org", Subject: "Grüße",
	Text: "Come in: https://x", HTML: "<p>Come in</p>", Headers: map[string]string{"List-Unsubscribe": "<https://coop.example/u/" + strings.Repeat("x", 150) + ">"}}

func TestSend_IsTheSameMessageWhenSentAgain(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	server := app.MailServer(t)
	line, err := mail.New(app, nil).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	for range 2 {
		if err := line.Send(letter); err != nil {
			t.Fatal(err)
		}
	}
	got := server.Mails()
	if len(got) != 2 || got[0] != got[1] || server.Sessions() != 1 {
		t.Fatalf("got %d mails by %d connections: %+v", len(got), server.Sessions(), got)
	}
	for _, want := range []string{"Message-ID: <m1@example.org>", "Date: Mon, 01 Jun 2026 12:00:00 +0000", `From: "Marram" <coop@example.org>`,
		"List-Unsubscribe: <https://coop.example/u/" + strings.Repeat("x", 150) + ">", "Subject: =?UTF-8?q?Gr=C3=BC=C3=9Fe?="} {
		if !strings.Contains(got[0].Raw, want) {
			t.Errorf("the mail lacks %q:\n%s", want, got[0].Raw)
		}
	}
	if got[0].Part(t, "text/plain") != letter.Text || got[0].Part(t, "text/html") != letter.HTML {
		t.Errorf("parts: %s", got[0].Raw)
	}
}

func TestSend_TellsWhatTheServersNoIsAbout(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		step, answer string
		want         string
	}{
		{"RCPT", "550 5.1.1 no such user", "final address"},
		{"RCPT", "550 nobody here", "final address"},
		{"RCPT", "552 5.2.2 mailbox full", "final"},
		{"RCPT", "554 5.7.1 relay access denied", "final"},
		{"RCPT", "450 4.2.0 greylisted", ""},
		{"RCPT", "421 4.3.2 closing", "server broken"},
		{"MAIL", "530 5.7.0 sign in first", "server"},
		{"MAIL", "451 4.3.0 no space", "server"},
		{"DATA", "451 4.3.0 try later", ""},
		{"END", "554 5.6.0 not liked", "final"},
		{"END", "drop after", "broken doubt"},
		{"RCPT", "drop", "broken"},
		{"MAIL", "drop", "server broken"},
	} {
		t.Run(c.step+" "+c.answer, func(t *testing.T) {
			t.Parallel()
			app := apptest.Bare(t)
			server := app.MailServer(t)
			server.Answer = func(step, _ string) string {
				if step == c.step {
					return c.answer
				}
				return ""
			}
			line, err := mail.New(app, nil).Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer line.Close()
			f, ok := errors.AsType[*mail.Failure](line.Send(letter))
			if !ok {
				t.Fatal("it was sent")
			}
			var got []string
			for _, x := range []struct {
				word string
				is   bool
			}{{"server", f.OfServer()}, {"final", f.Final()}, {"address", f.OfAddress()}, {"broken", line.Broken()}, {"doubt", f.InDoubt()}} {
				if x.is {
					got = append(got, x.word)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q, want %q (%v)", got, c.want, f)
			}
			if _, said, ok := strings.Cut(c.answer, " "); ok && c.answer != "drop after" && !strings.Contains(f.Error(), said) {
				t.Errorf("the reason %q hides what the server said", f)
			}
		})
	}
}

func TestOpen_FailsWhenNobodyListens(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	app.MailServer(t).Stop()
	if _, err := mail.New(app, nil).Open(t.Context()); err == nil {
		t.Error("connected to nobody")
	}
}

func TestKeep_WritesTheLetterToTheLog(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	var log bytes.Buffer
	s := mail.New(app, &log)
	if err := s.Keep(letter); err != nil || s.Works() {
		t.Fatal(err)
	}
	for _, want := range []string{letter.Address, letter.Subject, letter.Text} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q: %s", want, log.String())
		}
	}
}

func TestSend_RefusesHeadersWithLineBreaks(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	app.MailServer(t)
	line, err := mail.New(app, nil).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	for _, l := range []mail.Letter{
		{Address: "a@example.org", Subject: "x\r\nBcc: b@example.org"},
		{Address: "a@example.org\nb@example.org"},
		{Address: "a@example.org", Headers: map[string]string{"X": "y\nZ: 1"}},
		{Address: "a@example.org", ID: "x>\r\nBcc: b"},
		{Address: "nobody"},
	} {
		l.At = time.Now()
		if err := line.Send(l); err == nil {
			t.Errorf("%+v was sent", l)
		}
	}
}
