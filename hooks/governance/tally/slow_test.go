package tally

import (
	"cmp"
	"math/big"
	"slices"
)

// slow counts transferable votes again in the plainest way: every ballot by itself, each option's votes added up anew
// from the ballots that lie with it, fractions as big rationals cut off where the Order says so.
type slow struct {
	options []string
	papers  []*slowPaper
	state   map[string]string // "", "elected", "excluded"
	kept    map[string]*big.Rat
	history []map[string]*big.Rat
}

type slowPaper struct {
	prefs []string
	with  string
	value *big.Rat
}

// bySlowCount returns the winners of an IRV or Scottish STV election. Ties that need it go by the lot of sevens.
func bySlowCount(t failer, e Election) []string {
	t.Helper()
	s := &slow{options: e.Options, state: map[string]string{}, kept: map[string]*big.Rat{}}
	for _, b := range e.Ballots {
		var prefs []string
		for _, group := range b.Ranking {
			if len(group) > 1 {
				break
			}
			prefs = append(prefs, group[0])
		}
		for range b.Count {
			if prefs != nil {
				s.papers = append(s.papers, &slowPaper{prefs: prefs, value: big.NewRat(1, 1)})
			}
		}
	}
	for _, p := range s.papers {
		s.move(p)
	}
	if e.Method == IRV {
		return s.irv()
	}
	return s.stv(e.Seats)
}

// move gives a paper to its first preference that is still in.
func (s *slow) move(p *slowPaper) {
	p.with = ""
	for _, o := range p.prefs {
		if s.state[o] == "" {
			p.with = o
			return
		}
	}
}

func (s *slow) votes(o string) *big.Rat {
	if s.kept[o] != nil {
		return s.kept[o]
	}
	sum := new(big.Rat)
	for _, p := range s.papers {
		if p.with == o {
			sum.Add(sum, p.value)
		}
	}
	return sum
}

func (s *slow) left() []string {
	return slices.DeleteFunc(slices.Clone(s.options), func(o string) bool { return s.state[o] != "" })
}

func (s *slow) note() {
	now := map[string]*big.Rat{}
	for _, o := range s.options {
		now[o] = s.votes(o)
	}
	s.history = append(s.history, now)
}

// extreme returns the option with the fewest votes (sign 1) or the most (sign -1), ties by earlier stages and the lot.
func (s *slow) extreme(options []string, sign int) string {
	for i := len(s.history) - 1; i >= 0 && len(options) > 1; i-- {
		at := s.history[i]
		best := slices.MinFunc(options, func(a, b string) int { return sign * at[a].Cmp(at[b]) })
		options = slices.DeleteFunc(slices.Clone(options), func(o string) bool { return at[o].Cmp(at[best]) != 0 })
	}
	if sign < 0 {
		return lotFirst(options)
	}
	for len(options) > 1 { // the last in the lot order is who is left when the firsts are taken away
		first := lotFirst(options)
		options = slices.DeleteFunc(options, func(o string) bool { return o == first })
	}
	return options[0]
}

func (s *slow) exclude() {
	o := s.extreme(s.left(), 1)
	s.state[o] = "excluded"
	for _, p := range s.papers {
		if p.with == o {
			s.move(p)
		}
	}
}

func (s *slow) irv() []string {
	for {
		s.note()
		left, sum := s.left(), new(big.Rat)
		for _, o := range left {
			sum.Add(sum, s.votes(o))
		}
		for _, o := range left {
			if v := s.votes(o); len(left) == 1 || v.Add(v, v).Cmp(sum) > 0 {
				return []string{o}
			}
		}
		s.exclude()
	}
}

func (s *slow) stv(seats int) []string {
	quota := big.NewRat(int64(len(s.papers)/(seats+1)+1), 1)
	var winners []string
	for {
		s.note()
		left := s.left()
		slices.SortStableFunc(left, func(a, b string) int { return cmp.Compare(s.votes(b).Cmp(s.votes(a)), 0) })
		for _, o := range left {
			if s.votes(o).Cmp(quota) >= 0 {
				s.state[o] = "elected"
				winners = append(winners, o)
			}
		}
		left = s.left()
		if len(winners) == seats || len(winners)+len(left) <= seats {
			return append(winners, left[:min(len(left), seats-len(winners))]...)
		}
		over := slices.DeleteFunc(slices.Clone(winners), func(o string) bool { return s.votes(o).Cmp(quota) <= 0 })
		if len(over) > 0 {
			s.surplus(s.extreme(over, -1), quota)
		} else {
			s.exclude()
		}
	}
}

// surplus passes on what an option has above the quota, each paper's value cut off behind the fifth decimal.
func (s *slow) surplus(o string, quota *big.Rat) {
	total := s.votes(o)
	share := new(big.Rat).Quo(new(big.Rat).Sub(total, quota), total)
	for _, p := range s.papers {
		if p.with == o {
			v := new(big.Rat).Mul(p.value, share)
			v.Mul(v, big.NewRat(100_000, 1))
			cut := new(big.Int).Quo(v.Num(), v.Denom())
			p.value = new(big.Rat).SetFrac(cut, big.NewInt(100_000))
			s.move(p)
		}
	}
	s.kept[o] = quota
}
