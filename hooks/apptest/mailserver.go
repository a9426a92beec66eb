package apptest

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/mail"
	"net/textproto"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// MailServer is an SMTP server on loopback that keeps what it was given. Its answers can be replaced.
type MailServer struct {
	// Answer may replace the answer to a step: EHLO, MAIL, RCPT, DATA (before the text) or END (after it), with its
	// argument. "" is the usual answer; "drop" closes the connection instead, and so does "drop after" once the
	// letter is kept. It is called by one goroutine at a time.
	Answer func(step, arg string) string

	mu       sync.Mutex
	listener net.Listener
	conns    map[net.Conn]bool
	mails    []Mail
	asked    []string
	sessions int
	done     sync.WaitGroup
	port     int
}

// Mail is one letter as the server got it.
type Mail struct {
	To, ID string // the envelope's recipient and the Message-ID
	Raw    string
}

// NewMailServer starts a mail server for the test.
func NewMailServer(t testing.TB) *MailServer {
	t.Helper()
	s := &MailServer{conns: map[net.Conn]bool{}}
	s.Start(t)
	t.Cleanup(s.Stop)
	return s
}

// MailServer starts a mail server and makes the app send through it.
func (a *App) MailServer(t testing.TB) *MailServer {
	t.Helper()
	s := NewMailServer(t)
	a.Settings().SMTP.Enabled = true
	a.Settings().SMTP.Host, a.Settings().SMTP.Port = "127.0.0.1", s.port
	a.Settings().Meta.SenderName, a.Settings().Meta.SenderAddress = "Marram", "coop@example.org"
	return s
}

// Start begins to listen, at the same address as before.
func (s *MailServer) Start(t testing.TB) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(s.port))
	if err != nil {
		t.Fatal(err)
	}
	s.listener, s.port = l, l.Addr().(*net.TCPAddr).Port
	s.done.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.conns[c] = true
			s.sessions++
			s.mu.Unlock()
			s.done.Go(func() { s.talk(c) })
		}
	})
}

// Stop refuses new connections and drops those under way.
func (s *MailServer) Stop() {
	s.listener.Close()
	s.mu.Lock()
	for c := range s.conns {
		c.Close()
	}
	s.mu.Unlock()
	s.done.Wait()
}

// Port is where it listens.
func (s *MailServer) Port() int { return s.port }

// Sessions is how many connections there have been.
func (s *MailServer) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions
}

// Mails is what the server has said yes to, and what it kept before it dropped the connection.
func (s *MailServer) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

// Asked is every recipient that the server was asked about, in order.
func (s *MailServer) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

func (s *MailServer) talk(c net.Conn) {
	defer func() {
		s.mu.Lock()
		delete(s.conns, c)
		s.mu.Unlock()
		c.Close()
	}()
	in := textproto.NewReader(bufio.NewReader(c))
	taken := false
	say := func(step, arg, usual string) bool {
		answer := s.answer(step, arg, usual)
		if answer == "drop" {
			return false
		}
		taken = answer == usual
		_, err := io.WriteString(c, answer+"\r\n")
		return err == nil
	}
	to := ""
	for alive := say("HELLO", "", "220 test"); alive; {
		line, err := in.ReadLine()
		if err != nil {
			return
		}
		verb, arg, _ := strings.Cut(line, " ")
		switch verb {
		case "EHLO":
			alive = say(verb, arg, "250-test\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME")
		case "RCPT":
			to = strings.Trim(strings.TrimPrefix(arg, "TO:"), "<>")
			alive = say(verb, to, "250 2.1.5 yes")
		case "DATA":
			if alive = say(verb, to, "354 go on"); alive && taken {
				alive = s.take(in, to, say)
			}
		case "QUIT":
			say(verb, "", "221 bye")
			return
		default:
			alive = say(verb, arg, "250 2.0.0 yes")
		}
	}
}

func (s *MailServer) take(in *textproto.Reader, to string, say func(step, arg, usual string) bool) bool {
	raw, err := in.ReadDotBytes()
	if err != nil {
		return false
	}
	m := Mail{To: to, Raw: string(raw)}
	if parsed, err := mail.ReadMessage(strings.NewReader(m.Raw)); err == nil {
		m.ID = parsed.Header.Get("Message-ID")
	}
	answer := s.answer("END", to, "250 2.0.0 kept")
	if strings.HasPrefix(answer, "2") || answer == "drop after" {
		s.mu.Lock()
		s.mails = append(s.mails, m)
		s.mu.Unlock()
	}
	return !strings.HasPrefix(answer, "drop") && say("", "", answer)
}

func (s *MailServer) answer(step, arg, usual string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if step == "RCPT" {
		s.asked = append(s.asked, arg)
	}
	if s.Answer != nil && step != "" {
		if a := s.Answer(step, arg); a != "" {
			return a
		}
	}
	return usual
}

// Part returns the text of a part of the mail, "text/plain" or "text/html", with its transfer encoding undone.
func (m Mail) Part(t testing.TB, kind string) string {
	t.Helper()
	parsed, err := mail.ReadMessage(strings.NewReader(m.Raw))
	if err != nil {
		t.Fatal(err)
	}
	text, err := part(parsed, kind)
	if err != nil {
		t.Fatal(fmt.Errorf("%s of mail %s: %w", kind, m.ID, err))
	}
	return text
}
