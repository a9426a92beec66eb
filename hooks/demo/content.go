package demo

import (
	"slices"

	"cooperage/hooks/demo/art"
)

// member is somebody of the co-op with everything their pages show. The handle names them in the other tables.
type member struct {
	handle, name string
	place, zone  string
	joined       int    // days before the first day of the demo
	office       string // held since the day of joining, or ""
	craft        string // a code of profiles.Crafts
	headline     string
	bio          string // Markdown
	statement    string // what they wrote when they applied; "" for founders
	skills       []string
	languages    []language
	rate         int64 // whole euros
	perDay       bool
	busy         bool // takes no new work at the moment
	face         art.Face
	samples      []sample
}

// language is one that a member works in, by its ISO 639-1 code.
type language struct{ code, level string }

// sample is a piece of work; gigs of its maker show it by its place in the list.
type sample struct {
	title, note, alt string
	craft            art.Craft
	seed             uint64
}

// client is somebody who orders, with the organisation they order for.
type client struct {
	key, name, organisation string
	since                   int // days before the first day
	face                    art.Face
}

// gig is an offer of a member.
type gig struct {
	key, owner string
	title      string
	craft      string
	industries []string
	tier       string
	body       string // Markdown
	packages   []pack
	extras     []extra
	pictures   []int // places in the owner's samples, the cover first
	published  int   // days before the first day
	draft      bool
	paused     bool
}

// pack is a package of a gig: price in whole euros, days to deliver, rounds of changes.
type pack struct {
	name, text   string
	price        int64
	days, rounds int
}

type extra struct {
	name  string
	price int64 // whole euros
	days  int
}

// fate is how far an order has come on the first day of the demo.
type fate int

const (
	paid      fate = iota // accepted by the client and paid out
	released              // accepted by the client, waiting for the payout run
	silent                // accepted by silence, paid out when the run came in time
	delivered             // waiting for the client
	changing              // changes asked for
	again                 // delivered a second time
	working               // paid by the client, in work
	asked                 // in work, one side asked to cancel together
	unpaid                // accepted by the member, waiting for the transfer
	offered               // waiting for the member
	declined
	withdrawn
	lapsed   // nobody answered
	expired  // nobody paid
	agreed   // cancelled by both, refund paid
	givenup  // cancelled by the member, refund still owed
	disputed // a dispute is open
)

// order is one order with all that its two sides wrote.
type order struct {
	gig    string
	pack   int   // place in the gig's packages
	extras []int // places in the gig's extras
	client string
	day    int // days before the first day when it was placed
	took   int // days from the order to the first delivery
	fate   fate
	ask    string   // the note of the order, Markdown
	talk   []string // messages: "c: " by the client, "m: " by the member
	done   string   // note of the first delivery
	change string   // what the client asked to change; "" for nothing
	redone string   // note of the second delivery
	why    string   // reason of a refusal or cancellation
}

// motion is one that members decide, with its discussion and how they vote.
type motion struct {
	mover   string
	seconds []string
	fee     bool // about the commission; else a resolution by simple majority
	title   string
	body    string // Markdown
	amended string // the text after an amendment; "" for none
	day     int    // days before the first day when it was moved
	posts   []post
	from    string // key of the topic that it comes from; "" for none
	// result is the commission in basis points that the ballots come to; for a resolution the votes against.
	result int64
	// cast is how many have voted by now; 0 is nearly everyone.
	cast int
}

// post is a contribution to a discussion, some days after the motion was moved.
type post struct {
	author, stance string
	after          float64 // days
	body           string  // Markdown
}

func everyMember() []member { return slices.Concat(drawing, wording, building) }

func everyGig() []gig { return slices.Concat(drawnGigs, designGigs, wordGigs, madeGigs) }

func everyOrder() []order { return slices.Concat(oldOrders, newOrders) }
