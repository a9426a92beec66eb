package hooks_test

import (
	"testing"
)

func TestServe_AnswersOnAFreshFolderAndAfterAKill(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for range 3 {
		start(t, data).kill()
	}
}
