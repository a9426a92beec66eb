package members_test

import (
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"
	"cooperage/hooks/policies"
)

func wish() url.Values {
	return url.Values{"craft": {"Book design"}, "links": {"https://nora.example\nhttps://books.example/1"},
		"statement": {"I set books by hand and by machine, and want a say in what my work costs."}}
}

// applied returns somebody with an open application, and its address.
func applied(t *testing.T, app *apptest.App, name string) (*members.Person, string) {
	t.Helper()
	p := app.Buyer(t, name)
	app.As(t, p).Submit("/join", "form.form", wish()).Want(303)
	var id string
	if err := app.DB().NewQuery("SELECT id FROM applications WHERE person = '" + p.Id + "'").Row(&id); err != nil {
		t.Fatal(err)
	}
	return p, "/applications/" + id
}

func TestJoin_ApplyAndBeAdmitted(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella, ana := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana")
	app.Client(t).Get("/join").Want(200).Says("one member, one vote")
	nora, path := applied(t, app, "Nora Ñandú")
	app.As(t, nora).Get("/join").Says("Your application is with the members")
	if notices.Unread(app, stella.Id) != 1 {
		t.Error("the steward was not told")
	}
	app.As(t, ana).Get("/applications").Want(200).Says("Nora Ñandú")
	app.As(t, ana).Get(path).Want(200).Says("https://books.example/1", "I set books by hand").Hides("Admit as a member")
	app.As(t, nora).Get(path).Want(404)
	for _, wrong := range []*members.Person{ana, nora} {
		app.As(t, wrong).Post(path+"/admit", nil).Want(404)
		app.As(t, wrong).Post(path+"/decline", url.Values{"reason": {"because I say so"}}).Want(404)
	}
	c := app.As(t, stella)
	c.Submit(path, "form[action$=admit]", nil).Want(303)
	c.Post(path+"/admit", nil).Want(409)
	nora, err := members.ByID(app, nora.Id)
	if err != nil || !nora.IsMember() || nora.Handle() != "nora-nandu" || !strings.HasPrefix(nora.Code(), "M") || !nora.Joined().Equal(app.Clock.Now()) {
		t.Fatalf("got %s %s %s, %v", nora.Kind(), nora.Handle(), nora.Code(), err)
	}
	app.As(t, nora).Get("/notices").Says("Welcome: you are a member now. Your member code is " + nora.Code())
	app.As(t, ana).Get("/admin/audit").Want(200).Says("Stella, steward", "Admitted "+nora.Code()+" as a member.", "Nora Ñandú")
	app.As(t, app.Buyer(t, "Buyer")).Get("/admin/audit").Want(404)
}

func TestJoin_DeclineNeedsAReasonThatTheApplicantReads(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella := app.Officer(t, "Stella", "steward")
	nora, path := applied(t, app, "Nora")
	c := app.As(t, stella)
	c.Submit(path+"/decline", "form.form", url.Values{"reason": {"no"}}).Want(422).Says("Please give a reason")
	c.Submit(path+"/decline", "form.form", url.Values{"reason": {"We have no room for book designers this year."}}).Want(303)
	n := app.As(t, nora)
	n.Get("/join").Want(200).Says("We have no room for book designers this year.", "Apply")
	n.Submit("/join", "form.form", wish()).Want(303)
	n.Submit("/join", "form[action$=withdraw]", nil).Want(303)
	n.Post("/join/withdraw", nil).Want(409)
	c.Get("/applications").Want(200).Says("Nobody waits", "declined")
}

func TestJoin_RefusesBadInputAndSecondApplications(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	p := app.Buyer(t, "Nora")
	c := app.As(t, p)
	for field, bad := range map[string]string{"craft": "", "links": "javascript:alert(1)", "statement": "too short"} {
		form := wish()
		form.Set(field, bad)
		page := c.Post("/join", form).Want(422)
		if got := page.HTML().Find("#statement").Text(); got != form.Get("statement") {
			t.Errorf("%s: the statement is %q now", field, got)
		}
	}
	c.Post("/join", wish()).Want(303)
	c.Post("/join", wish()).Want(409)
	app.Client(t).Post("/join", wish()).Want(303)
	app.As(t, app.Member(t, "Ana")).Post("/join", wish()).Want(409)
}

func TestAdmit_IsLeftToTheMembersWhenTheRulesSaySo(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella := app.Officer(t, "Stella", "steward")
	_, path := applied(t, app, "Nora")
	if _, err := policies.Set(app, "M001", app.Clock.Now(), policies.Admission, "vote"); err != nil {
		t.Fatal(err)
	}
	app.As(t, stella).Get(path).Want(200).Hides("Admit as a member")
	app.As(t, stella).Post(path+"/admit", nil).Want(409).Says("The members vote on applications.")
}

func TestAdmit_UndoesEverythingWhenAListenerFails(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella := app.Officer(t, "Stella", "steward")
	nora, path := applied(t, app, "Nora")
	app.Members.OnAdmitted().BindFunc(func(*members.AdmittedEvent) error { return fault.New(fault.Conflict, "No.") })
	app.As(t, stella).Post(path+"/admit", nil).Want(409)
	nora, err := members.ByID(app, nora.Id)
	if err != nil || nora.Kind() != members.Applicant || nora.Code() != "" {
		t.Errorf("half a member: %s %q, %v", nora.Kind(), nora.Code(), err)
	}
	app.As(t, stella).Get("/applications").Says("Nora")
}

func TestAdmit_ParallelClicksMakeOneMember(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella := app.Officer(t, "Stella", "steward")
	_, path := applied(t, app, "Nora")
	c := app.As(t, stella)
	answers := make(chan int, 20)
	for range 20 {
		go func() { answers <- c.Post(path+"/admit", nil).Status }()
	}
	done := 0
	for range 20 {
		if <-answers == 303 {
			done++
		}
	}
	var acts int
	if err := app.DB().Select("count(*)").From("audit").Row(&acts); err != nil || done != 1 || acts != 1 {
		t.Errorf("%d answers of success and %d acts, %v; want one of each", done, acts, err)
	}
}

func TestAdmit_TheFifthMemberEndsTheFoundingPhase(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella := app.Officer(t, "Stella", "steward")
	for i := range 4 {
		if open, err := policies.InFounding(app); err != nil || !open {
			t.Fatalf("the phase ended with %d members, %v", i+1, err)
		}
		_, path := applied(t, app, "Nora "+string(rune('A'+i)))
		app.As(t, stella).Post(path+"/admit", nil).Want(303)
	}
	if open, err := policies.InFounding(app); err != nil || open {
		t.Errorf("the phase goes on with five members, %v", err)
	}
}

func TestAudit_CannotBeChanged(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	if err := members.Audit(app, app.Clock.Now(), members.Act{Text: "Did something."}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"UPDATE audit SET act = 'x'", "DELETE FROM audit",
		"INSERT OR REPLACE INTO audit (id, at, actor, office, act, args, subject, link) VALUES (1, '', '', '', 'x', '[]', '', '')"} {
		if _, err := app.NonconcurrentDB().NewQuery(q).Execute(); err == nil {
			t.Errorf("%s went through", q)
		}
	}
}

func TestOffices_AStewardAppointsAndEndsTerms(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella, ana := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana")
	c := app.As(t, stella)
	form := url.Values{"code": {strings.ToLower(ana.Code())}, "office": {"treasurer"}}
	app.As(t, ana).Post("/admin/offices", form).Want(404)
	c.Post("/admin/offices", url.Values{"code": {"M777"}, "office": {"king"}}).Want(422).Says("No member has this code.", "Please choose an office.")
	c.Submit("/admin/offices", "form.form", form).Want(303)
	c.Post("/admin/offices", form).Want(409)
	app.As(t, ana).Get("/admin/offices").Want(200).Says("treasurer: Ana")
	offices, err := members.OfficesOf(app, ana.Id, app.Clock.Now())
	if err != nil || len(offices) != 1 {
		t.Fatalf("%v, %v", offices, err)
	}
	if offices, _ := members.OfficesOf(app, ana.Id, app.Clock.Now().AddDate(2, 0, 1)); len(offices) != 0 {
		t.Error("the term has no end")
	}
	page := c.Get("/admin/offices")
	for _, f := range page.HTML().Find("li form").EachIter() {
		want := 303
		if strings.Contains(f.Text(), "Stella") {
			want = 409 // the last steward stays
		}
		c.Post(f.AttrOr("action", ""), nil).Want(want)
	}
	if offices, _ := members.OfficesOf(app, ana.Id, app.Clock.Now()); len(offices) != 0 {
		t.Error("the term goes on")
	}
	buyer := app.Buyer(t, "Buyer")
	if err := members.Appoint(app, buyer.Id, "board", app.Clock.Now(), app.Clock.Now(), "founding"); err == nil {
		t.Error("a client holds an office")
	}
}
