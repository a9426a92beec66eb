package gigs

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"time"

	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

const feedSize = 30

// atomFeed is an Atom feed (RFC 4287).
type atomFeed struct {
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
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feed handles GET /gigs.atom: the gigs published last.
func (p pages) feed(e *core.RequestEvent) error {
	cards, err := Latest(e.App, feedSize, "", "")
	if err != nil {
		return err
	}
	base := origin(e.Request)
	f := atomFeed{Title: p.site.Coop(e.App).Name, ID: base + "/gigs", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{Href: base + "/gigs"}, {Rel: "self", Href: base + "/gigs.atom"}}}
	if len(cards) > 0 {
		f.Updated = cards[0].PublishedAt().Format(time.RFC3339)
	}
	for _, c := range cards {
		f.Entries = append(f.Entries, atomEntry{Title: c.Title, ID: base + c.URL(), Updated: c.PublishedAt().Format(time.RFC3339),
			Author: c.Name, Link: atomLink{Href: base + c.URL()}, Summary: c.Summary})
	}
	body, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	web.Caching(e.Response.Header(), "public, max-age=300")
	return e.Blob(http.StatusOK, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// origin is the address that the reader used, as feeds need whole links.
func origin(r *http.Request) string {
	if web.Loopback(r) {
		return "http://" + r.Host
	}
	return "https://" + r.Host
}
