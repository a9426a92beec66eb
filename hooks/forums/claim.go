package forums

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// addressHash is how a placeholder knows the address of its author: enough to recognise it, and not to write to it.
func addressHash(email string) string {
	sum := sha256.Sum256([]byte("forum placeholder\x00" + strings.ToLower(strings.TrimSpace(email))))
	return hex.EncodeToString(sum[:])
}

// Claimable is an imported author who has the person's address.
type Claimable struct {
	Person   int64  `db:"person"`
	Name     string `db:"name"`
	Username string `db:"username"`
	Source   string `db:"source"`
	Posts    int    `db:"posts"`
}

// Claims returns the imported authors with the person's address, which must be confirmed.
func Claims(app core.App, who *members.Person) ([]Claimable, error) {
	if who == nil || !who.Verified() || who.Email() == "" {
		return nil, nil
	}
	var list []Claimable
	err := app.ConcurrentDB().NewQuery(`SELECT h.person, p.name, h.username, h.source, (SELECT count(*) FROM forum_posts WHERE author = h.person) AS posts
		FROM forum_placeholders h JOIN forum_people p ON p.id = h.person WHERE h.email_hash = {:hash} AND h.email_hash <> '' AND h.claimed_by IS NULL ORDER BY h.person`).
		Bind(dbx.Params{"hash": addressHash(who.Email())}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("look for imported posts of a person: %w", err)
	}
	return list, nil
}

// Claim makes the posts of an imported author with the person's address the person's own.
func (r *Room) Claim(app core.App, who *members.Person, placeholder int64) (posts int, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		list, err := Claims(tx, who)
		if err != nil {
			return err
		}
		found := false
		for _, c := range list {
			if c.Person == placeholder {
				found, posts = true, c.Posts
			}
		}
		if !found {
			return fault.Missing()
		}
		own, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		params := dbx.Params{"own": own, "old": placeholder, "now": ms(r.clock.Now())}
		for _, sql := range []string{
			`UPDATE forum_posts SET author = {:own} WHERE author = {:old}`,
			`UPDATE forum_topics SET author = {:own} WHERE author = {:old}`,
			`UPDATE forum_topics SET last_author = {:own} WHERE last_author = {:old}`,
			`UPDATE forum_edits SET editor = {:own} WHERE editor = {:old}`,
			`UPDATE forum_sources SET local = {:own} WHERE kind = 'user' AND local = {:old}`,
			`UPDATE forum_placeholders SET claimed_by = {:own}, claimed_at = {:now} WHERE person = {:old}`,
			`UPDATE forum_people SET name = '' WHERE id = {:old}`,
		} {
			if err := step(tx, sql, params); err != nil {
				return err
			}
		}
		return r.note(tx, who, own, "/forum/log", locale.Mark("Took over %s imported posts as their own."), str(int64(posts)))
	})
	return posts, err
}

// claimsPage is templates/forums/claims.html.
type claimsPage struct {
	web.Page
	List []Claimable
}

// claims handles GET /forum/claims.
func (p pages) claims(e *core.RequestEvent) error {
	page := &claimsPage{}
	var err error
	if page.List, err = Claims(e.App, members.Viewer(e)); err != nil {
		return err
	}
	return p.site.Show(e, "forums/claims.html", page)
}

// claim handles POST /forum/claims.
func (p pages) claim(e *core.RequestEvent) error {
	set, err := p.set(e)
	if err != nil {
		return err
	}
	posts, err := p.Claim(e.App, members.Viewer(e), number(set))
	if err != nil {
		return err
	}
	return p.site.Done(e, "/forum/mine", "%d imported posts are yours now.", posts)
}
