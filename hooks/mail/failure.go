package mail

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	smtp "github.com/wneessen/go-mail"
)

// Failure is the mail server's no to one letter, or a connection that broke while it was being sent.
type Failure struct {
	Code     int    // the server's answer; 0 when there was none
	Enhanced string // such as "5.1.1", or ""
	Step     smtp.SendErrReason
	Text     string
}

// Error is what the server said, for the people who look after mail.
func (f *Failure) Error() string { return f.Text }

// OfServer reports that the server takes nothing from us now, whoever it is for: it wants another sender or a
// sign-in, or is closing. The letter has not been judged.
func (f *Failure) OfServer() bool { return f.Step == smtp.ErrSMTPMailFrom || f.Code == 421 }

// Final reports that the letter was refused for good, so that trying again is no use and may do harm.
func (f *Failure) Final() bool { return !f.OfServer() && f.Code >= 500 && f.Code < 600 }

// OfAddress reports that the address takes no mail, which goes for every later letter to it too.
func (f *Failure) OfAddress() bool {
	if !f.Final() || f.Step != smtp.ErrSMTPRcptTo {
		return false
	}
	switch {
	case f.Enhanced == "":
		return f.Code == 550 || f.Code == 551 || f.Code == 553
	case strings.HasPrefix(f.Enhanced, "5.1."), f.Enhanced == "5.2.1":
		return true // bad mailbox, bad domain, moved; disabled. 5.7 is a rule of the server about us
	}
	return false
}

// InDoubt reports that the letter was handed over whole and the connection broke before the server said yes or no.
func (f *Failure) InDoubt() bool { return f.Code == 0 && f.Step == smtp.ErrSMTPDataClose }

func failure(err error) *Failure {
	f := &Failure{Text: err.Error(), Step: smtp.ErrAmbiguous}
	if e, ok := errors.AsType[*smtp.SendError](err); ok {
		f.Code, f.Enhanced, f.Step = e.ErrorCode(), e.EnhancedStatusCode(), e.Reason
		f.Text = plainest(e)
		if f.Code == 0 {
			f.Text = fmt.Sprintf("%s: %s", e.Reason, f.Text)
		}
	}
	return f
}

// plainest is the server's own sentence in an error of the library, which wraps it in remarks about itself.
func plainest(e *smtp.SendError) string {
	text := e.Error()
	_, said, found := strings.Cut(text, e.Reason.String()+": ")
	if found {
		text = said
	}
	text, _, _ = strings.Cut(text, ", affected")
	code, quoted, _ := strings.Cut(text, " ")
	if said, err := strconv.Unquote(quoted); err == nil {
		return code + " " + strings.Join(strings.Fields(said), " ")
	}
	return text
}
