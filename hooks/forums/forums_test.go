package forums_test

import (
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
