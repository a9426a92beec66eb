package hooks_test

import (
	"net/http"
	"path"
	"strconv"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"
	"cooperage/hooks/records"
)

// forum leaves a category of the members with one topic of the seller, who has answered it with a file.
func (w *world) forum(t *testing.T) {
	t.Helper()
	a, steward := w.app, w.people["steward"]
	steward.Offices = []string{"steward"}
	c := must[*forums.Category](t)(a.Forums.MakeCategory(a, steward, forums.Plan{Slug: "workshop", Name: "Workshop", ReadBy: forums.Members, WriteBy: forums.Members}))
	topic := must[*forums.Topic](t)(a.Forums.Start(a, w.people["seller"], forums.Opening{Category: c.ID, Title: "Which paper for maps?",
		Body: "The one I had is gone.", Once: records.NewToken()}))
	seller := a.As(t, w.people["seller"])
	_, form := seller.Get(topic.URL()).Form("form[data-draft]")
	form.Set("body", "Found one.")
	seller.PostFiles("/forum/t/"+strconv.FormatInt(topic.ID, 10)+"/posts", form,
		apptest.Upload{Field: "files", Name: "paper.txt", Body: []byte("Heavy and uncoated.")}).Want(http.StatusSeeOther)
	file := seller.Get(topic.URL()).HTML().Find(".attachments a").AttrOr("href", "")
	w.values["/forum/{category}"] = c.Slug
	w.values["/forum/t/{id}"] = strconv.FormatInt(topic.ID, 10)
	w.values["/forum/t/{id}/{slug}"] = path.Base(topic.URL())
	w.values["/forum/t/{id}/{slug}/{number}"] = "2"
	w.values["/forum/posts/{id}"] = strings.Split(file, "/")[3]
	w.values["/forum/p/{id}"] = w.values["/forum/posts/{id}"]
	w.values["/forum/posts/{id}/files/{file}"] = path.Base(file)
	w.values["/admin/forum/{id}"] = strconv.FormatInt(c.ID, 10)
	w.values["/forum/topics/{id}"] = w.values["/forum/t/{id}"]
	w.values["/forum/atom/c/{category}"], w.values["/forum/atom/t/{id}"] = c.Slug, w.values["/forum/t/{id}"]
	w.silence(t)
}

// silence leaves a silence of the seller that the seller has appealed and that is over.
func (w *world) silence(t *testing.T) {
	t.Helper()
	a, seller := w.app, w.people["seller"]
	moderator := a.Officer(t, "Moderator", "moderator")
	moderator.Offices = []string{"moderator"}
	s := must[*forums.Silenced](t)(a.Forums.Silence(a, moderator, seller.Handle(), "For the test.", 1))
	appeal := must[*forums.Appeal](t)(a.Forums.AppealSilence(a, seller, s.ID, "No."))
	if err := a.Forums.Lift(a, moderator, s.ID); err != nil {
		t.Fatal(err)
	}
	w.values["/forum/silences/{id}"] = strconv.FormatInt(s.ID, 10)
	w.values["/forum/appeals/{id}"] = strconv.FormatInt(appeal.ID, 10)
	must[bool](t)(true, a.Forums.RenewFeed(a, seller))
	var token string
	if err := a.DB().Select("token").From("forum_feeds").Row(&token); err != nil {
		t.Fatal(err)
	}
	w.values["/forum/atom/my/{token}"] = token
}
