package ledger

import (
	"maps"
	"testing"
)

func TestSchema_IsWhatTheMigrationsMake(t *testing.T) {
	t.Parallel()
	found, err := readSchema(newApp(t).DB())
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(found, schema) {
		t.Errorf("the list in verify.go should be %#v", found)
	}
}
