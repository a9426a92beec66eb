package governance_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"cooperage/hooks/governance"
	"cooperage/hooks/governance/tally"
)

// Whoever downloads the ballots and counts them gets the result that is published and signed, to the byte.
func TestExport_OfADecidedVoteCountsToThePublishedResult(t *testing.T) {
	t.Parallel()
	c := found(t, 5, nil)
	room := c.seconded(yesNoWords)
	fee := c.opened(feeWords)
	c.rates(fee, 400, 425, 550, 400)
	c.cast(fee, 4, governance.Choice{})
	for i, choice := range []string{tally.Yes, tally.Yes, tally.No, tally.Abstain} {
		c.cast(room, i, say(choice))
	}
	c.closed(fee)
	for _, m := range []*governance.Motion{fee, room} {
		page := fmt.Sprintf("/votes/%d", m.ID)
		var record struct{ Result string }
		parse(t, c.Client(t).Get(page+"/record.json").Want(200).Body, &record)
		ballots := c.Client(t).Get(page + "/ballots.json").Want(200).Body
		file, err := tally.Read(strings.NewReader(ballots), tally.As{})
		if err != nil {
			t.Fatalf("%s: %v", ballots, err)
		}
		result, err := file.Count()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(result); err != nil || string(got) != record.Result {
			t.Errorf("%s\ncounts to   %s, %v\npublished is %s", ballots, got, err, record.Result)
		}
	}
}
