package notices_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/notices"

	"github.com/pocketbase/pocketbase/core"
)

func tell(t *testing.T, app *apptest.App, n notices.News) {
	t.Helper()
	if err := app.RunInTransaction(func(tx core.App) error { return notices.Tell(tx, n) }); err != nil {
		t.Fatal(err)
	}
}

func drain(t *testing.T, app *apptest.App) {
	t.Helper()
	if err := app.Notices.Drain(t.Context(), app); err != nil {
		t.Fatal(err)
	}
}

func states(t *testing.T, app core.App) string {
	t.Helper()
	var list []string
	if err := app.DB().Select("state").From("outbox").OrderBy("created", "rowid").Column(&list); err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, " ")
}

func TestTell_IsReadInEachReadersLanguage(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, bo := app.Member(t, "Ana"), app.Member(t, "Bo")
	bo.SetLanguage("de")
	if err := app.Save(bo); err != nil {
		t.Fatal(err)
	}
	for _, p := range []*members.Person{ana, bo} {
		tell(t, app, notices.News{To: p.Id, Kind: "order", Text: "%s costs %s since %s (%d)", Link: "/orders/1",
			Args: []any{notices.Word("January"), money.Amount{Minor: 114000, Currency: "EUR"}, apptest.Start, 3}})
	}
	app.As(t, ana).Get("/notices").Want(200).Says("January costs € 1,140.00 since 1 June 2026, 14:00 CEST (3)", "new")
	app.As(t, bo).Get("/notices").Want(200).Says("Januar costs 1.140,00 € since 1. Juni 2026, 14:00 MESZ (3)")
}

func TestTell_SaysTheSameOnce(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, bo := app.Member(t, "Ana"), app.Member(t, "Bo")
	for range 3 {
		tell(t, app, notices.News{To: ana.Id, Kind: "vote", Text: "Voting is open", Key: "open-1"})
		tell(t, app, notices.News{To: bo.Id, Kind: "vote", Text: "Voting is open", Key: "open-1"})
	}
	tell(t, app, notices.News{To: ana.Id, Kind: "vote", Text: "Voting is open"})
	tell(t, app, notices.News{Kind: "vote", Text: "Voting is open"})
	if a, b := notices.Unread(app, ana.Id), notices.Unread(app, bo.Id); a != 2 || b != 1 {
		t.Errorf("unread %d and %d, want 2 and 1", a, b)
	}
	if got := states(t, app); got != "waiting waiting waiting" {
		t.Errorf("outbox: %s", got)
	}
}

func TestTell_LeavesNothingWhenTheActFails(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	err := app.RunInTransaction(func(tx core.App) error {
		return errors.Join(notices.Tell(tx, notices.News{To: ana.Id, Kind: "x", Text: "Never"}), errors.New("undone"))
	})
	if err == nil || notices.Unread(app, ana.Id) != 0 || states(t, app) != "" {
		t.Errorf("%v; unread %d; outbox %q", err, notices.Unread(app, ana.Id), states(t, app))
	}
	if err := notices.Tell(app, notices.News{To: ana.Id, Kind: "x", Text: "%v", Args: []any{1.5}}); err == nil {
		t.Error("a float was taken as an argument")
	}
}

func TestRead_TouchesOnlyOnesOwnNotices(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, bo := app.Member(t, "Ana"), app.Member(t, "Bo")
	for i := range 3 {
		tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Order %d", Args: []any{i}, Link: "/orders/x"})
	}
	c := app.As(t, ana)
	_, form := c.Get("/notices").Form("li form")
	app.As(t, bo).Post("/notices/read", form)
	app.As(t, bo).Post("/notices/read", nil)
	if n := notices.Unread(app, ana.Id); n != 3 {
		t.Fatalf("somebody else marked %d of Ana's notices", 3-n)
	}
	if to := c.Post("/notices/read", form).Want(303).To(); to != "/orders/x" {
		t.Errorf("went to %s", to)
	}
	if n := notices.Unread(app, ana.Id); n != 2 {
		t.Errorf("%d unread, want 2", n)
	}
	c.Post("/notices/read", url.Values{"to": {"https://evil.example"}}).Want(303)
	c.Get("/notices").Says("Order 2").Hides("Mark all as read", "li class=\"new\"")
	app.Client(t).Get("/notices").Want(303)
}

func TestNotices_TurnPagesByKey(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	for i := range 31 {
		tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Order number %d.", Args: []any{i}})
		app.Clock.Shift(time.Second)
	}
	c := app.As(t, ana)
	first := c.Get("/notices").Says("Order number 30.", "Order number 1.").Hides("Order number 0.")
	next := first.HTML().Find("a[rel=next]").AttrOr("href", "")
	c.Get(next).Want(200).Says("Order number 0.").Hides("Order number 1.")
	c.Get("/notices?after=nonsense").Want(404)
}

func TestDrain_KeepsMailsWithoutAServerForTheSteward(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	steward, ana := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana")
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Your order was accepted.", Link: "/orders/1"})
	drain(t, app)
	if got := states(t, app); got != "kept" {
		t.Fatalf("outbox: %s", got)
	}
	c := app.As(t, steward)
	list := c.Get("/admin/mail").Want(200).Says("No mail server is set", "Ana", "Your order was accepted.")
	link := list.HTML().Find("td a").AttrOr("href", "")
	c.Get(link).Want(200).Says("Hello Ana,", "/orders/1", "because you are part of this order")
	app.As(t, ana).Get("/admin/mail").Want(404)
	app.As(t, ana).Get(link).Want(404)
	app.As(t, ana).Post(link+"/retry", nil).Want(404)
	c.Post(link+"/retry", nil).Want(404)
}

func TestTidy_DropsOldMailsAndReadNotices(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Old news."})
	if err := notices.Mail(app, notices.Letter{To: ana.Id, Kind: "account", Text: "Code s3cret.", Key: "k", Secret: true}); err != nil {
		t.Fatal(err)
	}
	drain(t, app)
	if err := app.Notices.Tidy(app, app.Clock.Now().Add(25*time.Hour)); err != nil {
		t.Fatal(err)
	}
	var secrets int
	if err := app.DB().NewQuery("SELECT count(*) FROM outbox WHERE shownText LIKE '%s3cret%'").Row(&secrets); err != nil || secrets != 0 {
		t.Errorf("%d secrets kept, %v", secrets, err)
	}
	if err := app.Notices.Tidy(app, app.Clock.Now().Add(400*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if n := notices.Unread(app, ana.Id); n != 1 || states(t, app) != "" {
		t.Errorf("unread %d, outbox %q; want the unread notice kept and no mail", n, states(t, app))
	}
}
