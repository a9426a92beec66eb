package forums_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"

	"github.com/pocketbase/dbx"
)

const dump = `{"categories":[{"id":5,"name":"Craft","description":"How we work"},{"id":6,"name":"Search"},{"id":7,"name":"Staff","read_restricted":true}],
 "users":[{"id":1,"username":"lena","name":"Lena Voss","email":"LENA@old.example"},{"id":2,"username":"omar"}],
 "topics":[{"id":12,"title":"Paper for maps","category_id":5,"created_at":"2024-05-01T08:00:00Z","closed":true,"pinned":true,"posts":[
   {"id":100,"username":"lena","created_at":"2024-05-01T08:00:00Z","post_number":1,"raw":"Which *paper*? :smile:"},
   {"id":104,"username":"omar","created_at":"2024-05-01T12:00:00Z","post_number":7,"raw":"[quote=\"lena, post:1, topic:12\"]\nWhich paper?\n[/quote]\nThis one.","reply_to_post_number":4},
   {"id":101,"username":"omar","created_at":"2024-05-01T09:00:00Z","post_number":4,"raw":"Cotton.","reply_to_post_number":1},
   {"id":102,"username":"system","created_at":"2024-05-01T10:00:00Z","post_number":5,"post_type":3}]},
  {"id":13,"title":"Till","category_id":7,"posts":[{"id":110,"username":"lena","created_at":"2024-06-01T08:00:00Z","post_number":1,"raw":"Only for staff."}]},
  {"id":14,"title":"Letter","category_id":null,"archetype":"private_message","posts":[{"id":120,"username":"lena","created_at":"2024-06-01T08:00:00Z","post_number":1,"raw":"A secret."}]},
  {"id":15,"title":"No place","posts":[{"id":130,"username":"new","name":"Newcomer","created_at":"2024-06-02T08:00:00Z","post_number":1,"raw":"%s"}]}]}`

func dumped(t *testing.T, name, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImport_TakesAForumOverAndCanBeRunAgain(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	tooMany := strings.Repeat("> ", 60) + "deep"
	in := forums.Importing{File: dumped(t, "a.json", fmt.Sprintf(dump, tooMany)), Source: "old"}
	for run, want := range []string{"{4 3 3 5 0 2 [topic 15, post 130: ", "{0 0 0 0 5 2 [] []}"} {
		got, err := app.Forums.Import(app, in)
		if err != nil || !strings.HasPrefix(fmt.Sprint(got), want) {
			t.Fatalf("run %d: %v, %v; want %s", run, got, err, want)
		}
	}
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	c.Get("/forum").Says("Craft", "How we work", "Paper for maps").Hides("Staff", "Only for staff", "A secret")
	page := c.Get("/forum/t/1/paper-for-maps").Want(200).Says("Which paper? 😄", "Cotton.", "This one.", "Lena Voss", "omar", "in reply to #1", "in reply to #2", "3 posts", "Locked", "Pinned")
	if to := page.HTML().Find("blockquote a").First().AttrOr("href", ""); to != "/forum/p/1" {
		t.Errorf("the quotation leads to %q", to)
	}
	c.Get("/forum/search?q=cotton").Says("1 post")
	c.Get("/forum/search?q=maps").Says("1 post")
	app.Client(t).Get("/forum/search?q=cotton").Says("Nothing found")
	c.Get("/notices").Hides("Paper for maps")
	if got := talk(t, app, 3); !strings.HasPrefix(got, "1:~~~~~~~~\n> > ") {
		t.Errorf("what cannot be rendered: %.60q", got)
	}
	checkIndex(t, app)
	checkCounts(t, app)

	more := forums.Importing{File: dumped(t, "b.json", `{"id":12,"post_stream":{"stream":[100,101,102,104,105,106],"posts":[
	  {"id":105,"topic_id":12,"user_id":1,"username":"lena","created_at":"2024-05-03T08:00:00Z","post_number":9,"raw":"Thanks"}]}}
	  {"id":12,"title":"Paper for maps","category_id":5,"post_stream":{"posts":[]}}`), Source: "old"}
	got, err := app.Forums.Import(app, more)
	if err != nil || got.Posts != 1 || len(got.Missing) != 1 || got.Missing[0] != "topic 12: 2 posts are not in the file" {
		t.Errorf("%+v, %v", got, err)
	}
	if said := talk(t, app, 1); !strings.HasSuffix(said, "4:Thanks") {
		t.Errorf("the later page: %s", said)
	}
	checkIndex(t, app)
	checkCounts(t, app)
}

func TestImport_StopsAtWhatIsWrongAndKeepsWhatCameBefore(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	var posts []string
	for n := 1; n <= 700; n++ {
		posts = append(posts, fmt.Sprintf(`{"id":%d,"topic_id":1,"username":"u%d","created_at":"2024-05-01T08:00:00Z","post_number":%d,"raw":"p%d"}`, n, n%5, n, n))
	}
	body := func(last string) string {
		return `{"categories":[{"id":1,"name":"All"}],"topics":[{"id":1,"title":"Long","category_id":1}],"posts":[` + strings.Join(posts, ",") + last + `]}`
	}
	_, err := app.Forums.Import(app, forums.Importing{Source: "s", File: dumped(t, "bad.json", body(`,{"id":701,"topic_id":9,"username":"u","created_at":"2024-05-01T08:00:00Z","post_number":1,"raw":"x"}`))})
	if err == nil || !strings.Contains(err.Error(), "post 701 belongs to topic 9, which is not in the file") || !strings.Contains(err.Error(), "bad.json, near byte") {
		t.Errorf("got %v", err)
	}
	checkCounts(t, app)
	got, err := app.Forums.Import(app, forums.Importing{Source: "s", File: dumped(t, "good.json", body(""))})
	if err != nil || got.Posts+got.Known != 700 || got.Known != 500 {
		t.Errorf("%+v, %v", got, err)
	}
	if said := talk(t, app, 1); !strings.HasSuffix(said, "699:p699 700:p700") {
		t.Errorf("ends with %s", said[len(said)-40:])
	}
	checkCounts(t, app)
	for body, want := range map[string]string{
		`{"topics":[{"id":2,"title":"x","category_id":77,"posts":[{"id":9001,"username":"u","created_at":"2024-05-01T08:00:00Z","post_number":1,"raw":"x"}]}]}`: "category 77, which is not in the file",
		`{"categories":[{"id":1}]}`: "category 1: its name is missing",
	} {
		if _, err := app.Forums.Import(app, forums.Importing{Source: "s", File: dumped(t, "x.json", body)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

func TestClaim_TheConfirmedAddressTakesThePostsOver(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	if _, err := app.Forums.Import(app, forums.Importing{Source: "old", File: dumped(t, "a.json", fmt.Sprintf(dump, "x"))}); err != nil {
		t.Fatal(err)
	}
	lena, other := app.Member(t, "Lena Now"), app.Member(t, "Mallory")
	for p, verified := range map[string]bool{lena.Id: true, other.Id: false} {
		_, err := app.NonconcurrentDB().Update("users", dbx.Params{"email": map[bool]string{true: "lena@old.example", false: "omar@old.example"}[verified], "verified": verified}, dbx.HashExp{"id": p}).Execute()
		if err != nil {
			t.Fatal(err)
		}
	}
	c := app.As(t, lena)
	c.Get("/forum").Says("Posts from the former forum carry your address.")
	form := c.Get("/forum/claims").Says("Lena Voss", "2 posts").HTML().Find("form[action='/forum/claims'] button").AttrOr("value", "")
	m := app.As(t, other)
	m.Get("/forum/claims").Says("Nothing here is yours to claim")
	m.Post("/forum/claims", map[string][]string{"set": {form}}).Want(404)
	c.Follow(c.Post("/forum/claims", map[string][]string{"set": {form}})).Says("Paper for maps", "2 imported posts are yours now.")
	c.Post("/forum/claims", map[string][]string{"set": {form}}).Want(404)
	page := m.Get("/forum/t/1/paper-for-maps").Says("Lena Now").Hides("Lena Voss")
	_ = page
	m.Get("/forum/search?author=lena").Says("1 post")
	m.Get("/forum/log").Says("Took over 2 imported posts as their own.")
	var addresses int
	if err := app.DB().NewQuery("SELECT count(*) FROM forum_placeholders WHERE email_hash LIKE '%@%'").Row(&addresses); err != nil || addresses != 0 {
		t.Errorf("%d addresses are stored, %v", addresses, err)
	}
	checkIndex(t, app)
}
