// Package schedule is the fee schedule as pure data and arithmetic: which rate applies to an order, and what
// commission each release of it owes. It decides nothing about who set a rate or when; room fees knows that.
package schedule

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

// MaxMinor is the largest total that is priced, in minor units: far above any order, far below the end of 64 bits.
const MaxMinor = 4_000_000_000_000_000

// Schedule is what members decided about fees. Only Default is always there; the other rates, where members
// voted for them, take its place for the orders they name.
type Schedule struct {
	Default    money.Bps
	Tiers      map[string]money.Bps // by tier of service
	Industries map[string]money.Bps // by the client's industry
	Volumes    []Volume             // by what the same client has bought of the same member so far
	Cap        money.Amount         // the most an order pays; no currency means no cap
}

// Volume is a rate for orders once From has been released between the same client and member.
type Volume struct {
	From money.Amount
	Rate money.Bps
}

// Terms are what the choice of a rate depends on.
type Terms struct {
	Tier     string
	Industry string
	Before   money.Amount // released so far between the client and the member
}

// Basis says which line of the schedule set a rate.
type Basis string

// The lines of a schedule.
const (
	ByDefault  Basis = "default"
	ByTier     Basis = "tier"
	ByIndustry Basis = "industry"
	ByVolume   Basis = "volume"
)

// Price is what an order freezes when it is agreed: a rate, why it applies, and the cap.
type Price struct {
	Rate  money.Bps
	Basis Basis
	Cap   money.Amount
}

// Price picks the rate for an order. A line that names the order takes the place of the default, be it higher or
// lower; where several lines do, the lowest of their rates applies, so that no discount is ever lost.
func (s Schedule) Price(terms Terms) Price {
	price := Price{Rate: s.Default, Basis: ByDefault, Cap: s.Cap}
	take := func(rate money.Bps, basis Basis) {
		if price.Basis == ByDefault || rate < price.Rate {
			price.Rate, price.Basis = rate, basis
		}
	}
	if rate, ok := s.Tiers[terms.Tier]; ok {
		take(rate, ByTier)
	}
	if rate, ok := s.Industries[terms.Industry]; ok {
		take(rate, ByIndustry)
	}
	for _, v := range s.Volumes {
		if v.From.Currency == terms.Before.Currency && v.From.Minor <= terms.Before.Minor {
			take(v.Rate, ByVolume)
		}
	}
	return price
}

// Check reports whether every rate of the schedule lies between nothing and the whole.
func (s Schedule) Check() error {
	rates := []money.Bps{s.Default}
	for _, r := range s.Tiers {
		rates = append(rates, r)
	}
	for _, r := range s.Industries {
		rates = append(rates, r)
	}
	for _, v := range s.Volumes {
		rates = append(rates, v.Rate)
	}
	for _, r := range rates {
		if r < 0 || r > money.Whole {
			return errRate
		}
	}
	return nil
}

var (
	errRate  = fault.New(fault.Invalid, "A commission lies between 0 and 100 per cent.")
	errBelow = fault.New(fault.Invalid, "More would be taken back than was released.")
	errTotal = fault.New(fault.Invalid, "This amount is too large.")
	errMinus = fault.New(fault.Invalid, "An amount must not be negative.")
	errNone  = fault.New(fault.Invalid, "Give at least one amount.")
)
