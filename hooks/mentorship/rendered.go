package mentorship

import "cooperage/hooks/texts"

// Rendered names the tables of this room that hold rendered text.
func Rendered() []texts.Table {
	return []texts.Table{
		{Name: "mentorship_notes", Key: []string{"id"}, Source: "body", HTML: "html", Version: "renderer"},
	}
}
