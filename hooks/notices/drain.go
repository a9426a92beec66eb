package notices

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/mail"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const (
	perMinute   = 60            // small mail servers refuse more
	maxAttempts = 8             // then the mail is dead until a steward retries it; about a day
	firstPause  = time.Minute   // after the first failure, doubled after each
	longPause   = 6 * time.Hour // the longest pause
	batch       = 20            // rows read at a time
	keepSent    = 30 * 24 * time.Hour
	keepSecrets = 24 * time.Hour // a kept password reset is void by then
	keepNotices = 366 * 24 * time.Hour
)

// Drain sends what is due, oldest first, until nothing is left or the minute's share is used up.
func (r *Room) Drain(ctx context.Context, app core.App) error {
	r.draining.Lock()
	defer r.draining.Unlock()
	for ctx.Err() == nil {
		left := r.allowance()
		if left == 0 {
			return nil
		}
		var due []Post
		err := posts(app).Where(dbx.HashExp{"outbox.state": Waiting}).
			AndWhere(dbx.NewExp("outbox.due <= {:now}", dbx.Params{"now": members.Stamp(r.clock.Now())})).
			OrderBy("outbox.due", "outbox.id").Limit(int64(min(left, batch))).All(&due)
		if err != nil {
			return fmt.Errorf("read the outbox: %w", err)
		}
		for _, p := range due {
			if err := r.deliver(app, p); err != nil {
				return err
			}
		}
		if len(due) == 0 {
			return nil
		}
	}
	return ctx.Err()
}

// allowance is how many mails may still go out this minute.
func (r *Room) allowance() int {
	since := r.clock.Now().Add(-time.Minute)
	for len(r.sent) > 0 && !r.sent[0].After(since) {
		r.sent = r.sent[1:]
	}
	return perMinute - len(r.sent)
}

// deliver sends one mail and notes what became of it. A failed sending is not an error: it is tried again.
func (r *Room) deliver(app core.App, p Post) error {
	letter, err := r.compose(app, p)
	kept := false
	if err == nil {
		kept, err = r.sender.Send(letter)
	}
	now := r.clock.Now()
	if err == nil && !kept {
		r.sent = append(r.sent, now)
	}
	set := dbx.Params{"updated": members.Stamp(now), "attempts": p.Attempts + 1}
	switch {
	case err != nil && p.Attempts+1 >= maxAttempts:
		set["state"], set["done"], set["problem"] = Dead, members.Stamp(now), cut(err.Error(), 500)
	case err != nil:
		set["due"], set["problem"] = members.Stamp(now.Add(pause(p.Attempts))), cut(err.Error(), 500)
	case kept:
		set["state"], set["done"], set["problem"] = Kept, members.Stamp(now), ""
		set["shownSubject"], set["shownText"] = cut(letter.Subject, 300), cut(letter.Text, 8000)
	default:
		set["state"], set["done"], set["problem"] = Sent, members.Stamp(now), ""
		set["shownSubject"] = cut(letter.Subject, 300)
		if p.Secret {
			set["args"], set["link"], set["shownText"] = "[]", "", ""
		}
	}
	_, err = app.NonconcurrentDB().Update("outbox", set, dbx.HashExp{"id": p.ID}).Execute()
	if err != nil {
		return fmt.Errorf("note what became of mail %s: %w", p.ID, err)
	}
	return nil
}

// pause is how long to wait after the attempts made so far and one more.
func pause(attempts int) time.Duration {
	return min(firstPause<<min(attempts, 20), longPause)
}

// compose writes the mail in the recipient's language and zone.
func (r *Room) compose(app core.App, p Post) (mail.Letter, error) {
	person, err := members.ByID(app, p.Person)
	if err != nil {
		return mail.Letter{}, err
	}
	l := r.speech(app, person)
	args, err := unpack(p.Args, l)
	if err != nil {
		return mail.Letter{}, err
	}
	coop := cmp.Or(r.site.Coop(app).Name, "Cooperage")
	page := &letterPage{Locale: l, Name: person.Name(), Coop: coop, Text: l.T(p.Text, args...), Why: l.T(r.kind(p.Kind).Why, coop)}
	page.Subject = page.Text
	if p.Subject != "" {
		page.Subject = l.T(p.Subject)
	}
	page.Subject = cut(page.Subject, 140)
	if p.Link != "" {
		page.Link = address(app, p.Link)
	}
	text, html, err := r.letters.write(page)
	if err != nil {
		return mail.Letter{}, err
	}
	return mail.Letter{Name: person.Name(), Address: person.Email(), Subject: page.Subject, Text: text, HTML: html,
		Headers: map[string]string{"Auto-Submitted": "auto-generated"}}, nil
}

// speech is the language and zone of a person outside a page: their own choice, else the co-op's.
func (r *Room) speech(app core.App, person *members.Person) *locale.Locale {
	coop := r.site.Coop(app)
	lang := person.Language()
	if lang == "" {
		lang = coop.Language
	}
	zone := coop.Location()
	if z, err := time.LoadLocation(person.Zone()); err == nil && person.Zone() != "" {
		zone = z
	}
	return r.site.Catalogs().For(lang, zone)
}

// Tidy drops what nobody needs any more: sent mails after a month, secrets of kept mails after a day, read notices
// after a year. It is a job.
func (r *Room) Tidy(app core.App, now time.Time) error {
	before := func(d time.Duration) dbx.Params { return dbx.Params{"t": members.Stamp(now.Add(-d))} }
	_, err1 := app.NonconcurrentDB().Delete("outbox", dbx.NewExp("state <> 'waiting' AND done < {:t}", before(keepSent))).Execute()
	_, err2 := app.NonconcurrentDB().Update("outbox", dbx.Params{"args": "[]", "link": "", "shownText": ""},
		dbx.NewExp("secret = 1 AND created < {:t} AND shownText <> ''", before(keepSecrets))).Execute()
	_, err3 := app.NonconcurrentDB().Delete("notices", dbx.NewExp("read <> '' AND created < {:t}", before(keepNotices))).Execute()
	return errors.Join(err1, err2, err3)
}

func cut(s string, max int) string {
	r := []rune(s)
	if len(r) <= max {
		return s
	}
	return string(r[:max-1]) + "…"
}
