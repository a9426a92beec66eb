package forums_test

import (
	"fmt"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"

	"github.com/pocketbase/pocketbase/core"
)

// BenchmarkWrite compares a post, with its number, its place in the index and its news, with a bare record of
// PocketBase.
func BenchmarkWrite(b *testing.B) {
	app := apptest.New(b)
	ana := app.Member(b, "Ana")
	topic := start(b, app, ana, category(b, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	b.Run("post", func(b *testing.B) {
		for b.Loop() {
			answer(b, app, ana, topic, "A thought about planers.")
		}
	})
	b.Run("record", func(b *testing.B) {
		c, err := app.FindCollectionByNameOrId("threads")
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for b.Loop() {
			n++
			rec := core.NewRecord(c)
			rec.Load(map[string]any{"kind": "order", "subject": fmt.Sprint(n), "title": strings.Repeat("A thought. ", 12), "link": "/"})
			if err := app.Save(rec); err != nil {
				b.Fatal(err)
			}
		}
	})
}
