package notices

import (
	"fmt"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const (
	digestKind  = "digest"
	next        = "next" // mark of a notice that waits for its person's next digest
	day         = "2006-01-02"
	morning     = 7  // o'clock, in the person's own zone: digests are written from then
	noon        = 12 // until then; a server that was down all morning waits for the next one
	digestItems = 40 // listed in one mail
)

// digestOf is the kind of the digests' own mails; it is not on the page, its rhythm is.
func digestOf() Kind {
	return Kind{Name: digestKind, Title: locale.Mark("Digests"), Default: ByMail,
		Why: locale.Mark("You get this mail because you asked %s to sum up your news.")}
}

// Digests writes the digests that are due, each in its person's morning. It is a job, every hour.
func (r *Room) Digests(app core.App) error {
	var waiting []reader
	err := app.DB().NewQuery(`SELECT u.id, u.zone, COALESCE(h.rhythm, 'instant') AS rhythm, COALESCE(h.last, '') AS last
		FROM (SELECT DISTINCT person FROM notices WHERE digest = 'next' AND read = '') n
		JOIN users u ON u.id = n.person LEFT JOIN notice_rhythms h ON h.person = n.person`).All(&waiting)
	if err != nil {
		return fmt.Errorf("find who waits for a digest: %w", err)
	}
	for _, p := range waiting {
		local := r.clock.Now().In(zoneOr(p.Zone, r.site.Coop(app).Location()))
		if !p.due(local) {
			continue
		}
		if err := r.digest(app, p, local.Format(day)); err != nil {
			return err
		}
	}
	return nil
}

// reader is a person with unread news for a digest.
type reader struct {
	ID     string `db:"id"`
	Zone   string `db:"zone"`
	Rhythm Rhythm `db:"rhythm"`
	Last   string `db:"last"` // day of the last digest, or on which the rhythm began
}

// due reports whether the digest is due at the person's local time. Who has turned digests off since gets what was
// still marked as a last daily one, so that nothing they wanted by mail is lost.
func (p reader) due(local time.Time) bool {
	if h := local.Hour(); h < morning || h >= noon || p.Rhythm == Never {
		return false
	}
	since := local
	if p.Rhythm == Weekly {
		since = local.AddDate(0, 0, -(int(local.Weekday())+6)%7) // this week's Monday
	}
	return p.Last < since.Format(day)
}

// digest writes one digest into the outbox; what it says is looked up when it is sent.
func (r *Room) digest(app core.App, p reader, today string) error {
	key := digestKind + ":" + p.ID + ":" + today
	return app.RunInTransaction(func(tx core.App) error {
		err := r.post(tx, Letter{To: p.ID, Kind: digestKind, Subject: locale.Mark("What is new"), Text: "What is new", Link: "/notices", Key: key}, "[]")
		if err != nil {
			return err
		}
		_, err = tx.NonconcurrentDB().Update("notices", dbx.Params{"digest": key}, dbx.HashExp{"person": p.ID, "digest": next}).Execute()
		if err != nil {
			return fmt.Errorf("write a digest: %w", err)
		}
		_, err = tx.NonconcurrentDB().NewQuery(`INSERT INTO notice_rhythms (person, rhythm, last) VALUES ({:p}, {:r}, {:today})
			ON CONFLICT (person) DO UPDATE SET last = excluded.last`).
			Bind(dbx.Params{"p": p.ID, "r": string(p.Rhythm), "today": today}).Execute()
		if err != nil {
			return fmt.Errorf("note a digest: %w", err)
		}
		return nil
	})
}

// item is one piece of news in a digest.
type item struct{ Says, Link, Ago string }

// fillDigest lists what is still unread of what the digest was to tell, the oldest first.
func (r *Room) fillDigest(app core.App, p Post, page *letterPage) error {
	var list []Notice
	err := app.DB().Select(noticeColumns...).From("notices").Where(dbx.HashExp{"person": p.Person, "digest": p.Key, "read": ""}).
		OrderBy("created", "rowid").All(&list)
	if err != nil {
		return fmt.Errorf("read the news of a digest: %w", err)
	}
	if len(list) == 0 {
		return errNothingToSay
	}
	for _, n := range list[:min(len(list), digestItems)] {
		says, err := n.says(page.Locale)
		if err != nil {
			return err
		}
		one := item{Says: says, Ago: page.DateTime(n.At())}
		if n.Link != "" {
			one.Link = address(app, n.Link)
		}
		page.Items = append(page.Items, one)
	}
	page.More = len(list) - len(page.Items)
	page.Text = page.N("%d new thing at %s that you have not read:", "%d new things at %s that you have not read:", len(list), len(list), page.Coop)
	page.Subject = page.N("%d new thing at %s", "%d new things at %s", len(list), len(list), page.Coop)
	page.Link = address(app, "/notices")
	return nil
}

// Tidy drops what nobody needs any more: mails that are done after a month, secrets of kept mails after a day, read
// notices after a year. It is a job.
func (r *Room) Tidy(app core.App, now time.Time) error {
	before := func(d time.Duration) dbx.Params { return dbx.Params{"t": members.Stamp(now.Add(-d))} }
	for _, stale := range []struct {
		sql string
		age time.Duration
	}{
		{"DELETE FROM outbox WHERE state IN ('sent', 'kept', 'dead') AND done < {:t}", keepSent},
		{"UPDATE outbox SET args = '[]', link = '', shownText = '' WHERE secret = 1 AND created < {:t} AND shownText <> ''", keepSecrets},
		{"DELETE FROM notices WHERE read <> '' AND created < {:t}", keepNotices},
	} {
		if _, err := app.NonconcurrentDB().NewQuery(stale.sql).Bind(before(stale.age)).Execute(); err != nil {
			return fmt.Errorf("tidy notices: %w", err)
		}
	}
	return nil
}

const (
	keepSent    = 30 * 24 * time.Hour
	keepSecrets = 24 * time.Hour // a kept password reset is void by then
	keepNotices = 366 * 24 * time.Hour
)
