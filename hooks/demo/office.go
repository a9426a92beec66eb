package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/orders"
	"cooperage/hooks/payments"

	"github.com/pocketbase/pocketbase/core"
)

// treasurer is who records receipts and pays out.
const treasurer = "saskia"

// lastDays is how far back the daily routine goes: a little before the first order.
const lastDays = 80

// planOffice plans what is done every day and week: deadlines settled in the night, payouts on every seventh day,
// and the receipts that fit nothing.
func (s *seeding) planOffice() {
	for day := lastDays; day >= 0; day-- {
		s.plan(s.at(day, 3, "night"), "deadlines", func(tx core.App) error {
			return errors.Join(s.Orders.Settle(context.Background(), tx), s.Orders.Remind(context.Background(), tx))
		})
		if day%7 == 3 && day < 66 {
			s.plan(s.at(day, 13, "payouts"), "payout run", s.payOut)
			s.plan(s.at(day-1, 10, "settled"), "payouts settled", func(tx core.App) error { return s.settlePayouts(tx, day) })
		}
	}
	s.planStrayReceipts()
}

// planStrayReceipts plans money that fits no order: one is sent back, two wait for the treasurer.
func (s *seeding) planStrayReceipts() {
	var back *payments.Receipt
	stray := func(day int, amount int64, reference, payer string) {
		s.plan(s.at(day, 9, payer), "receipt from "+payer, func(tx core.App) error {
			officer, err := s.person(tx, treasurer)
			if err != nil {
				return err
			}
			back, err = s.Payments.Receive(tx, officer, payments.Incoming{Amount: euros(amount), Reference: reference, Payer: payer,
				PaidOn: s.today(), BankRef: fmt.Sprintf("STRAY-%03d", day)})
			return err
		})
	}
	stray(44, 250, "Mitgliedsbeitrag Kegelklub", "Kegelklub Borkum e. V.")
	s.plan(s.at(42, 11, "back"), "receipt sent back", func(tx core.App) error {
		officer, err := s.person(tx, treasurer)
		if err != nil {
			return err
		}
		_, err = s.Payments.GiveBack(tx, officer, back.Id)
		return err
	})
	stray(4, 120, "Rechnung vom Montag", "L. Moretti")
	stray(2, 95, "-", "Stadtarchiv Lindenau")
}

// today is the day of the acting clock as bank statements write it.
func (s *seeding) today() string { return s.Clock.Now().In(s.zone).Format(time.DateOnly) }

// pay records the client's transfer, with the reference of the invoice.
func (st *story) pay(tx core.App) error {
	officer, err := st.person(tx, treasurer)
	if err != nil {
		return err
	}
	buyer, err := st.person(tx, st.client)
	if err != nil {
		return err
	}
	o, err := orders.ByID(tx, st.orders[st.key].Id)
	if err != nil {
		return err
	}
	m, err := orders.FirstOf(tx, o.Id)
	if err != nil {
		return err
	}
	payer := buyer.Organisation()
	if payer == "" {
		payer = buyer.Name()
	}
	got, err := st.Payments.Receive(tx, officer, payments.Incoming{Amount: o.Amount(), Reference: m.Reference(), Payer: payer,
		PaidOn: st.today(), BankRef: "SEPA-" + o.Code()})
	if err == nil && got.State() != payments.Matched {
		err = fmt.Errorf("the receipt fits nothing: %s", got.Reason())
	}
	return err
}

func (s *seeding) payOut(tx core.App) error {
	officer, err := s.person(tx, treasurer)
	if err != nil {
		return err
	}
	owings, err := payments.Owings(tx)
	if err != nil {
		return err
	}
	for _, d := range owings {
		if d.Payable() {
			_, err = s.Payments.Run(tx, officer)
			return err
		}
	}
	return nil // nothing was released this week
}

// settlePayouts records what the bank says the day after: all paid, save one that came back in an early week and
// one that is still under way in the last.
func (s *seeding) settlePayouts(tx core.App, day int) error {
	officer, err := s.person(tx, treasurer)
	if err != nil {
		return err
	}
	under, err := inTransit(tx)
	if err != nil {
		return err
	}
	for i, id := range under {
		switch {
		case day == 52 && i == 0:
			_, err = s.Payments.Return(tx, officer, id, "The bank says the account is closed.")
		case day < 7 && i == len(under)-1:
		default:
			_, err = s.Payments.Settle(tx, officer, id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func inTransit(tx core.App) ([]string, error) {
	list, err := tx.FindRecordsByFilter("payouts", "state = {:state}", "number", 0, 0, map[string]any{"state": payments.InTransit})
	if err != nil {
		return nil, fmt.Errorf("list payouts under way: %w", err)
	}
	ids := make([]string, len(list))
	for i, p := range list {
		ids[i] = p.Id
	}
	return ids, nil
}
