package forums

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// feedLength is how many entries a feed has, as the statements write it.
const feedLength = "30"

// atom is an Atom feed (RFC 4287).
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string      `xml:"title"`
	ID        string      `xml:"id"`
	Published string      `xml:"published"`
	Updated   string      `xml:"updated"`
	Author    string      `xml:"author>name"`
	Link      atomLink    `xml:"link"`
	Content   atomContent `xml:"content"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

// entry is a post as feeds show it.
type entry struct {
	ID        int64  `db:"id"`
	Number    int64  `db:"number"`
	CreatedAt int64  `db:"created_at"`
	EditedAt  int64  `db:"edited_at"`
	Stored    string `db:"html"`
	Title     string `db:"title"`
	Name      string `db:"name"`
}

const entryColumns = `SELECT p.id, p.number, p.created_at, p.edited_at, p.html, t.title,
	COALESCE(NULLIF(u.name, ''), f.name) AS name FROM forum_posts p JOIN forum_topics t ON t.id = p.topic
	JOIN forum_people f ON f.id = p.author LEFT JOIN users u ON u.id = f.person WHERE p.hidden = 0 AND t.hidden = 0 AND `

// newTopics returns the first posts of the newest topics of the categories: some of each by its index, then the newest.
func newTopics(app core.App, in []*Category) ([]entry, error) {
	var parts []string
	for _, c := range in {
		parts = append(parts, "SELECT id FROM (SELECT id FROM forum_topics WHERE category = "+str(c.ID)+" AND hidden = 0 ORDER BY last_post_at DESC, id DESC LIMIT 60)")
	}
	if len(parts) == 0 {
		return nil, nil
	}
	return entries(app, "p.number = 1 AND p.topic IN ("+strings.Join(parts, " UNION ALL ")+") ORDER BY p.created_at DESC, p.id DESC", nil)
}

// newPosts returns the newest posts of the categories, whatever their topic.
func newPosts(app core.App, in []*Category) ([]entry, error) {
	var parts []string
	for _, c := range in {
		parts = append(parts, "SELECT id FROM (SELECT id FROM forum_topics WHERE category = "+str(c.ID)+" AND hidden = 0 ORDER BY last_post_at DESC, id DESC LIMIT "+feedLength+")")
	}
	if len(parts) == 0 {
		return nil, nil
	}
	return entries(app, "p.topic IN ("+strings.Join(parts, " UNION ALL ")+") AND p.number > t.posts - 30 ORDER BY p.created_at DESC, p.id DESC", nil)
}

// ofTopic returns the newest posts of a topic.
func ofTopic(app core.App, t *Topic) ([]entry, error) {
	return entries(app, "p.topic = {:t} ORDER BY p.number DESC", dbx.Params{"t": t.ID})
}

func entries(app core.App, where string, params dbx.Params) ([]entry, error) {
	var list []entry
	err := app.ConcurrentDB().NewQuery(entryColumns + where + " LIMIT " + feedLength).Bind(params).All(&list)
	if err != nil {
		return nil, fmt.Errorf("read a feed: %w", err)
	}
	return list, nil
}

// publicFeed handles GET /forum.atom: the newest topics that everybody may read.
func (p pages) publicFeed(e *core.RequestEvent) error {
	in, err := Readable(e.App, nil)
	if err != nil {
		return err
	}
	list, err := newTopics(e.App, in)
	if err != nil {
		return err
	}
	return p.answerFeed(e, p.site.Coop(e.App).Name, "/forum", list, true)
}

// categoryFeed handles GET /forum/atom/c/{category}: the newest topics of a category that everybody may read.
func (p pages) categoryFeed(e *core.RequestEvent) error {
	c, err := CategoryBySlug(e.App, nil, e.Request.PathValue("category"))
	if err != nil {
		return err
	}
	list, err := newTopics(e.App, []*Category{c})
	if err != nil {
		return err
	}
	return p.answerFeed(e, c.Name+" · "+p.site.Coop(e.App).Name, c.URL(), list, true)
}

// topicFeed handles GET /forum/atom/t/{id}: the newest posts of a topic that everybody may read.
func (p pages) topicFeed(e *core.RequestEvent) error {
	t, _, err := TopicByID(e.App, nil, number(e.Request.PathValue("id")))
	if err != nil {
		return err
	}
	if t.MergedInto != nil {
		return redirect(e, "/forum/atom/t/"+str(*t.MergedInto))
	}
	list, err := ofTopic(e.App, t)
	if err != nil {
		return err
	}
	return p.answerFeed(e, t.Title, t.URL(), list, true)
}

// ownFeed handles GET /forum/atom/my/{token}: the newest posts that its owner may read, for programs that cannot sign
// in. What its owner may no longer read is not in it, from that moment on.
func (p pages) ownFeed(e *core.RequestEvent) error {
	who, err := p.feedOwner(e.App, e.Request.PathValue("token"))
	if err != nil {
		return err
	}
	in, err := Readable(e.App, who)
	if err != nil {
		return err
	}
	own, err := personOf(e.App, who)
	if err != nil {
		return err
	}
	levels, err := categoryLevels(e.App, own)
	if err != nil {
		return err
	}
	in = slices.DeleteFunc(in, func(c *Category) bool { level, ok := levels[c.ID]; return ok && level == Mute })
	list, err := newPosts(e.App, in)
	if err != nil {
		return err
	}
	return p.answerFeed(e, p.site.Coop(e.App).Name, "/forum", list, false)
}

// feedOwner returns whose feed it is, with the offices held now, or fault.NotFound; former members have none.
func (r *Room) feedOwner(app core.App, token string) (*members.Person, error) {
	var id string
	err := app.ConcurrentDB().NewQuery("SELECT p.person FROM forum_feeds d JOIN forum_people p ON p.id = d.person WHERE d.token = {:t}").
		Bind(dbx.Params{"t": token}).Row(&id)
	if err != nil {
		return nil, fault.Missing()
	}
	who, err := members.ByID(app, id)
	if err != nil {
		return nil, err
	}
	if who.Kind() == members.Former {
		return nil, fault.Missing()
	}
	who.Offices, err = members.OfficesOf(app, id, r.clock.Now())
	return who, err
}

// answerFeed writes the feed. A reader that has it already learns so from its tag.
func (p pages) answerFeed(e *core.RequestEvent, title, path string, list []entry, public bool) error {
	base := origin(e.Request)
	f := atom{Title: title, ID: base + path, Links: []atomLink{{Href: base + path}, {Rel: "self", Href: base + e.Request.URL.Path}}}
	newest := p.site.Coop(e.App).Founded.Time()
	for _, x := range list {
		changed := at(max(x.CreatedAt, x.EditedAt))
		if changed.After(newest) {
			newest = changed
		}
		link := base + postLink(x.ID)
		f.Entries = append(f.Entries, atomEntry{Title: x.Title, ID: link, Published: at(x.CreatedAt).Format(time.RFC3339), Updated: changed.Format(time.RFC3339),
			Author: cmp.Or(x.Name, "–"), Link: atomLink{Href: link}, Content: atomContent{"html", strings.ReplaceAll(x.Stored, `href="/`, `href="`+base+"/")}})
	}
	f.Updated = newest.UTC().Format(time.RFC3339)
	body, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return fmt.Errorf("write a feed: %w", err)
	}
	sum := sha256.Sum256(body)
	tag, h := `"`+hex.EncodeToString(sum[:12])+`"`, e.Response.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	if public {
		web.Caching(h, "public, max-age=300")
	}
	if e.Request.Header.Get("If-None-Match") == tag {
		return e.NoContent(http.StatusNotModified)
	}
	return e.Blob(http.StatusOK, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// origin is the address that the reader used, as feeds need whole links.
func origin(r *http.Request) string {
	if web.Loopback(r) {
		return "http://" + r.Host
	}
	return "https://" + r.Host
}

// feedsPage is templates/forums/feeds.html.
type feedsPage struct {
	web.Page
	Address string // of the person's own feed, or ""
	MadeAt  time.Time
}

// feeds handles GET /forum/feeds.
func (p pages) feeds(e *core.RequestEvent) error {
	page := &feedsPage{}
	var row []struct {
		Token  string `db:"token"`
		MadeAt int64  `db:"made_at"`
	}
	own, err := personOf(e.App, members.Viewer(e))
	if err == nil {
		err = e.App.DB().Select("token", "made_at").From("forum_feeds").Where(dbx.HashExp{"person": own}).All(&row)
	}
	if err != nil {
		return err
	}
	if len(row) > 0 {
		page.Address, page.MadeAt = origin(e.Request)+"/forum/atom/my/"+row[0].Token, at(row[0].MadeAt)
	}
	return p.site.Show(e, "forums/feeds.html", page)
}

// renewFeed handles POST /forum/feeds: it makes an address, in place of the one before, or takes it away.
func (p pages) renewFeed(e *core.RequestEvent) error {
	what, err := p.set(e)
	if err != nil {
		return err
	}
	who := members.Viewer(e)
	if what == "close" {
		if err := p.CloseFeed(e.App, who); err != nil {
			return err
		}
		return p.site.Done(e, "/forum/feeds", "The address does not work any more.")
	}
	if err := p.RenewFeed(e.App, who); err != nil {
		return err
	}
	return p.site.Done(e, "/forum/feeds", "Your feed has a new address.")
}

// RenewFeed gives the person's feed a new secret address; the one before stops working. It is kept as it is, so that
// it can be shown again for another program.
func (r *Room) RenewFeed(app core.App, who *members.Person) error {
	return app.RunInTransaction(func(tx core.App) error {
		person, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		_, err = tx.DB().NewQuery(`INSERT INTO forum_feeds (person, token, made_at) VALUES ({:p}, {:t}, {:now})
			ON CONFLICT (person) DO UPDATE SET token = excluded.token, made_at = excluded.made_at`).
			Bind(dbx.Params{"p": person, "t": strings.ToLower(rand.Text()), "now": ms(r.clock.Now())}).Execute()
		if err != nil {
			return fmt.Errorf("make a feed: %w", err)
		}
		return nil
	})
}

// CloseFeed takes the address of the person's feed away.
func (r *Room) CloseFeed(app core.App, who *members.Person) error {
	_, err := app.NonconcurrentDB().NewQuery("DELETE FROM forum_feeds WHERE person = (SELECT id FROM forum_people WHERE person = {:p})").
		Bind(dbx.Params{"p": who.Id}).Execute()
	if err != nil {
		return fmt.Errorf("close a feed: %w", err)
	}
	return nil
}
