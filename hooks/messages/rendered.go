package messages

import "cooperage/hooks/texts"

// Rendered names the tables of this room that hold rendered text.
func Rendered() []texts.Table {
	return []texts.Table{
		{Name: "messages", Key: []string{"id"}, Source: "text", HTML: "html", Version: "textVersion"},
	}
}
