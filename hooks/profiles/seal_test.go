package profiles_test

import (
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/profiles"
)

// A seal stands for what the reviewers saw. Whoever puts another picture or title in its place takes it off.
func TestSealedOf_ASampleThatIsChangedAfterwardsHasNoSeal(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	maker := a.Member(t, "Ada Lund")
	show := func(id, title string) *profiles.Work {
		t.Helper()
		sized, err := a.Files.MakePicture(t.Context(), picture(t))
		if err != nil {
			t.Fatal(err)
		}
		kept, err := a.Files.SavePicture(a, maker.Id, title, sized)
		if err != nil {
			t.Fatal(err)
		}
		w, err := a.Profiles.Show(a, maker, id, profiles.Sample{Title: title, Picture: kept.Id})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	w := show("", "Shore plants")
	a.Clock.Shift(time.Hour)
	f := a.Work(t, maker, "Shore plants")
	f.Work = w.Id
	c, err := a.Certificates.Issue(a, f)
	if err != nil {
		t.Fatal(err)
	}
	a.Clock.Shift(time.Hour)
	seals := func() int { return a.Client(t).Get("/members/" + maker.Handle()).HTML().Find(".seal-link").Length() }
	if n := seals(); n != 1 {
		t.Fatalf("%d samples have a seal, want 1", n)
	}
	show(w.Id, "Dreams of a model")
	if n := seals(); n != 0 {
		t.Error("another picture has the seal")
	}
	a.Client(t).Get("/members/"+maker.Handle()).Says("Shore plants", "Dreams of a model") // what was certified is still listed
	if a.As(t, maker).Get("/profile/works/"+w.Id).HTML().Find("main a[href='/verify/"+c.Id+"']").Length() != 0 {
		t.Error("the form says that the changed sample is certified")
	}
}
