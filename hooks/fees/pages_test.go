package fees_test

import (
	"net/http"
	"testing"

	"cooperage/hooks/apptest"
)

func TestFees_ShowsTodayHistoryAndWhatIsComing(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	now := app.Clock.Now()
	enact(t, app.App, "600", 3, now.AddDate(0, 0, -60), now.AddDate(0, 0, -30))
	enact(t, app.App, "500", 9, now, now.AddDate(0, 1, 0))
	page := app.Client(t).Get("/fees").Want(http.StatusOK).
		Says("keeps 6 %", "set by the vote of 2 April 2026", "What is coming", "5 % from 1 July 2026", "The founding", "Motion 3", "940.00", "60.00")
	links := page.HTML().Find("svg.chart a").Length()
	if links != 3 || page.HTML().Find(`svg.chart a[href="/votes/9"]`).Length() != 1 {
		t.Errorf("%d steps of the chart are linked", links)
	}
	if page.HTML().Find("svg rect.to-member").AttrOr("width", "") != "94.00%" {
		t.Error("the bar does not follow the split")
	}
}

func TestFees_CalculatorRefusesWhatIsNoAmount(t *testing.T) {
	t.Parallel()
	client := apptest.New(t).Client(t)
	client.Get("/fees?amount=80000.00").Want(http.StatusOK).Says("74,800.00", "5,200.00")
	for _, amount := range []string{"abc", "1,000.00", "-5", "0", "1e3", "0x10", "1.005", "40000000000000.01", "99999999999999999999", "%00", "%ff"} {
		page := client.Get("/fees?amount=" + amount).Want(http.StatusUnprocessableEntity)
		if amount == "%00" || amount == "%ff" {
			continue
		}
		if got := page.HTML().Find("#amount").AttrOr("value", ""); got != amount {
			t.Errorf("%s: the field shows %q", amount, got)
		}
		if page.HTML().Find("#amount-problem").Length() != 1 {
			t.Errorf("%s: no problem by the field", amount)
		}
	}
}
