package mail_test

import (
	"bytes"
	"strings"
	"testing"

	"cooperage/hooks/mail"

	"github.com/pocketbase/pocketbase/tests"
)

func TestSend_KeepsTheLetterWithoutAMailServer(t *testing.T) {
	t.Parallel()
	app, err := tests.NewTestApp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer app.Cleanup()
	var log bytes.Buffer
	s := mail.New(app, &log)
	letter := mail.Letter{Name: "Ana", Address: "ana@example.org", Subject: "Hello", Text: "Come in: https://x", HTML: "<p>Come in</p>"}
	kept, err := s.Send(letter)
	if err != nil || !kept || s.Works() {
		t.Fatalf("kept %v, %v", kept, err)
	}
	for _, want := range []string{"ana@example.org", "Hello", "https://x"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q: %s", want, log.String())
		}
	}
	app.Settings().SMTP.Enabled = true
	app.Settings().Meta.SenderAddress = "coop@example.org"
	if kept, err := s.Send(letter); err != nil || kept {
		t.Fatalf("kept %v, %v", kept, err)
	}
	m := app.TestMailer.LastMessage()
	if m.To[0].Address != "ana@example.org" || m.From.Address != "coop@example.org" || m.Text != letter.Text || m.HTML != letter.HTML {
		t.Errorf("sent %+v", m)
	}
}

func TestSend_RefusesHeadersWithLineBreaks(t *testing.T) {
	t.Parallel()
	app, err := tests.NewTestApp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer app.Cleanup()
	var log bytes.Buffer
	for _, l := range []mail.Letter{
		{Address: "a@example.org", Subject: "x\r\nBcc: b@example.org"},
		{Address: "a@example.org\nb@example.org"},
		{Address: "a@example.org", Headers: map[string]string{"X": "y\nZ: 1"}},
		{Address: "nobody"},
	} {
		if _, err := mail.New(app, &log).Send(l); err == nil {
			t.Errorf("%+v was sent", l)
		}
	}
	if log.Len() > 0 {
		t.Errorf("log: %s", log.String())
	}
}
