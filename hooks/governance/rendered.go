package governance

import "cooperage/hooks/texts"

// Rendered names the tables of this room that hold rendered text.
func Rendered() []texts.Table {
	return []texts.Table{
		{Name: "motion_texts", Key: []string{"motion", "version"}, Source: "body", HTML: "html", Version: "renderer"},
	}
}
