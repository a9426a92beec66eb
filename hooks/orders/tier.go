package orders

import "slices"

// tiers from the strongest promise to the weakest (certification.md names them; gigs explains them to readers).
var tiers = []string{"human", "assisted", "hybrid"}

// rank is the place of a tier; what was not declared is weaker than any.
func rank(tier string) int {
	if i := slices.Index(tiers, tier); i >= 0 {
		return i
	}
	return len(tiers)
}

// weaker reports whether tier a promises less than tier b.
func weaker(a, b string) bool { return rank(a) > rank(b) }

// weakest is the tier of a whole: that of its weakest part.
func weakest(parts []Part) string {
	whole := tiers[0]
	for _, p := range parts {
		if weaker(p.Tier, whole) {
			whole = p.Tier
		}
	}
	return whole
}
