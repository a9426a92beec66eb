package gigs

import "cooperage/hooks/locale"

// Tier says who or what makes the work. The codes and definitions are those of certification.md §1; pages show
// the definition beside every badge.
type Tier struct{ Code, Text, Means string }

// Tiers are the tiers, the strongest promise first.
var Tiers = []Tier{
	{"human", locale.Mark("Human-made"), locale.Mark("No generative model makes or changes anything delivered, nor the drafts it builds on. Spell-check, search and tools that generate nothing are fine.")},
	{"assisted", locale.Mark("AI-assisted"), locale.Mark("A person makes it. A model helps with research, feedback or marked edits, and every use is listed with the delivery. Nothing is generated from nothing.")},
	{"hybrid", locale.Mark("Hybrid"), locale.Mark("Some parts are generated, then chosen and reworked by a named person. The delivery says which parts.")},
}

// TierOf returns the tier with the code; the zero Tier when there is none.
func TierOf(code string) Tier {
	for _, t := range Tiers {
		if t.Code == code {
			return t
		}
	}
	return Tier{}
}
