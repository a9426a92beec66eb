package forums

import (
	"cooperage/hooks/members"
	"cooperage/hooks/prose"
	"cooperage/hooks/texts"

	"github.com/pocketbase/pocketbase/core"
)

// Rendered names the tables of this room that hold rendered text.
func Rendered() []texts.Table {
	return []texts.Table{{Name: "forum_posts", Key: []string{"id"}, Source: "body", HTML: "html", Version: "renderer", Options: linked}}
}

// linked links the members that a post mentions.
func linked(app core.App, body string) ([]prose.Option, error) {
	known, err := members.Handles(app, prose.Mentions(body))
	return []prose.Option{prose.Linking(func(handle string) bool { return known[handle] })}, err
}
