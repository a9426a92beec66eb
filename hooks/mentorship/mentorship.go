// Package mentorship is where members learn from each other. So far it offers the command that computes a round from a
// file; the rules are in mentorship/pairing.
package mentorship
