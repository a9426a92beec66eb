package forums_test

import (
	"slices"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"
)

func TestCategories_TheOneForMotionsIsThereForMembers(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	for who, want := range map[string]int{"guest": 0, "member": 1} {
		person := app.Member(t, "Ana")
		if who == "guest" {
			person = nil
		}
		list, err := forums.Readable(app, person)
		if err != nil || len(list) != want {
			t.Errorf("%s reads %d categories, %v; want %d", who, len(list), err, want)
		}
	}
}

func TestBegin_ANewCoopHasCategoriesInItsLanguage(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	if err := app.Forums.Begin(app, "de"); err != nil {
		t.Fatal(err)
	}
	list, err := forums.Readable(app, app.Member(t, "Ana"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range list {
		names = append(names, c.Name)
	}
	if want := []string{"Willkommen", "Arbeit", "Gemeinsam lernen", "Die Genossenschaft", "Anträge"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	app.Client(t).Get("/forum").Want(200).Says("Willkommen").Hides("Arbeit")
}
