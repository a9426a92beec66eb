// Package members is about people: who they are (collection users: clients, applicants, members, former members),
// how they sign in (sessions, person_tokens), how they join (applications), which offices they hold (offices) and
// what officers did to other people's records (audit). It puts the person behind a request and offers the guards
// that routes use. Every room may import it. Events: OnTell, OnAdmitted.
package members

import (
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room is the members room. Build it with New before the site's Group is made.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	// Unread counts a person's unread notices for the badge; notices sets it.
	Unread func(app core.App, person string) int
	// PortraitURL turns a stored picture id into an address; hooks sets it.
	PortraitURL func(picture string) string
	// MailWorks reports whether a mail server is set; hooks sets it.
	MailWorks func(app core.App) bool
	// Rules are the policies this room obeys; hooks sets them. A nil rule asks for nothing.
	Rules Rules

	onTell     *hook.Hook[*TellEvent]
	onAdmitted *hook.Hook[*AdmittedEvent]

	known knownPeople

	byAccount, byAddress, codes, mails, signups *web.Limiter
}

// New returns the room and puts the session into every page request.
func New(site *web.Site, c *clock.Clock) *Room {
	r := &Room{site: site, clock: c, onTell: &hook.Hook[*TellEvent]{}, onAdmitted: &hook.Hook[*AdmittedEvent]{},
		byAccount: web.NewLimiter(c, SignInTries, signInWindow), byAddress: web.NewLimiter(c, addressTries, signInWindow),
		codes: web.NewLimiter(c, 6, signInWindow), mails: web.NewLimiter(c, 6, time.Hour),
		signups: web.NewLimiter(c, 20, time.Hour)}
	r.Unread = func(core.App, string) int { return 0 }
	r.PortraitURL = func(string) string { return "" }
	r.MailWorks = func(core.App) bool { return true }
	site.KeepPreference = keepPreference
	site.Around(&hook.Handler[*core.RequestEvent]{Id: "session", Func: r.session,
		Priority: apis.DefaultLoadAuthTokenMiddlewarePriority - 1})
	return r
}
