package gigs

import "cooperage/hooks/texts"

// Rendered names the tables of this room that hold rendered text.
func Rendered() []texts.Table {
	return []texts.Table{
		{Name: "gigs", Key: []string{"id"}, Source: "body", HTML: "html", Version: "bodyVersion"},
	}
}
