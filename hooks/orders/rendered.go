package orders

import "cooperage/hooks/texts"

// Rendered names the tables of this room that hold rendered text.
func Rendered() []texts.Table {
	return []texts.Table{
		{Name: "orders", Key: []string{"id"}, Source: "note", HTML: "noteHtml", Version: "noteVersion"},
		{Name: "deliveries", Key: []string{"id"}, Source: "note", HTML: "noteHtml", Version: "noteVersion"},
	}
}
