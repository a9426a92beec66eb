// Package hooks is the only place that wires: it builds every room, hands each what it needs and binds
// their record hooks, routes, jobs and commands to the app. It holds no rule of its own.
package hooks

import (
	"fmt"
	"io"
	"os"
	"runtime"

	"cooperage/hooks/backup"
	"cooperage/hooks/bench"
	"cooperage/hooks/certificates"
	"cooperage/hooks/clock"
	"cooperage/hooks/demo"
	"cooperage/hooks/editor"
	"cooperage/hooks/events"
	"cooperage/hooks/fees"
	"cooperage/hooks/files"
	"cooperage/hooks/forums"
	"cooperage/hooks/gigs"
	"cooperage/hooks/governance"
	"cooperage/hooks/health"
	"cooperage/hooks/invoices"
	"cooperage/hooks/jobs"
	"cooperage/hooks/ledger"
	"cooperage/hooks/lobby"
	"cooperage/hooks/locale"
	"cooperage/hooks/mail"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship"
	"cooperage/hooks/messages"
	"cooperage/hooks/notices"
	"cooperage/hooks/orders"
	"cooperage/hooks/papers"
	"cooperage/hooks/payments"
	"cooperage/hooks/policies"
	"cooperage/hooks/profiles"
	"cooperage/hooks/records"
	"cooperage/hooks/setup"
	"cooperage/hooks/strictjson"
	"cooperage/hooks/styleguide"
	"cooperage/hooks/texts"
	"cooperage/hooks/treasury"
	"cooperage/hooks/web"
	public "cooperage/pb_public"
	"cooperage/templates"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/cmd"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// Options are what a test or the demo replaces; the zero value is the real thing.
type Options struct {
	Clock *clock.Clock
	Root  *cobra.Command // where rooms add their commands; nil in tests
	// Background runs the jobs and the outbox beside the server. Tests leave it off and call Jobs.RunDue and
	// Notices.Drain themselves.
	Background bool
	// Demo fills an empty folder with an example co-op before it is served.
	Demo demo.Wish
	// Console is where the setup link and kept mails are printed; nil is standard output.
	Console io.Writer
}

// House is everything that Register built, for tests, the demo and the wiring itself.
type House struct {
	Clock        *clock.Clock
	Site         *web.Site
	Files        *files.Room
	Members      *members.Room
	Health       *health.Room
	Backup       *backup.Room
	Jobs         *jobs.Jobs
	Texts        *texts.Room
	Notices      *notices.Room
	Treasury     *treasury.Room
	Fees         *fees.Room
	Ledger       *ledger.Room
	Certificates *certificates.Room
	Messages     *messages.Room
	Policies     *policies.Room
	Forums       *forums.Room
	Governance   *governance.Room
	Events       *events.Room
	Gigs         *gigs.Room
	Payments     *payments.Room
	Orders       *orders.Room
	Setup        *setup.Room
	console      io.Writer
	Invoices     *invoices.Room
	Profiles     *profiles.Room
	Mentorship   *mentorship.Room
	Lobby        *lobby.Room
}

// NewApp returns a PocketBase app that keeps its main database durable, not yet bootstrapped.
func NewApp() *pocketbase.PocketBase {
	folder := "pb_data"
	if wish, err := demo.Parse(os.Args[1:]); err == nil && wish.On {
		folder = demo.Folder
	}
	return pocketbase.NewWithConfig(pocketbase.Config{
		DefaultDataDir:   folder,
		HideStartBanner:  true,
		DBConnect:        Connect,
		DataMaxOpenConns: Readers(),
		DataMaxIdleConns: Readers(),
	})
}

// Readers is how many connections read the main database at the same time. Reading is computing: more of them than
// cores only take the cores from each other, and each keeps pages in memory of its own. No code may hold the rows of one
// statement open while it asks another.
func Readers() int { return max(8, 4*runtime.GOMAXPROCS(0)) }

// Start runs the command asked for. Most commands find the data folder opened, and made where it was not; those with
// the annotation data=untouched run before that: they only compute, or open what they read by themselves.
func Start(app *pocketbase.PocketBase) error {
	app.RootCmd.Short = "The platform a freelancer cooperative runs itself"
	if asked, _, err := app.RootCmd.Find(os.Args[1:]); err == nil && asked.Annotations["data"] == "untouched" {
		app.RootCmd.SilenceErrors = true // PocketBase would print them to standard output
		if err := app.RootCmd.Execute(); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %s\n", asked.Name(), strictjson.OneLine(err.Error()))
			os.Exit(2)
		}
		return nil
	}
	app.RootCmd.AddCommand(cmd.NewSuperuserCommand(app), demo.Flags(cmd.NewServeCommand(app, false)))
	return app.Execute()
}

// Register builds the house on app. It fails only when a template or catalogue in the binary is broken.
func Register(app core.App, o Options) (*House, error) {
	h := &House{Clock: o.Clock, console: o.Console}
	if h.Clock == nil {
		h.Clock = clock.New()
	}
	if h.console == nil {
		h.console = os.Stdout
	}
	if err := h.tools(app); err != nil {
		return nil, err
	}
	if err := h.rooms(app); err != nil {
		return nil, err
	}
	h.schedule(app)
	if o.Background {
		h.background(app)
	}
	if o.Demo.On {
		h.NewDemo(o.Demo).Bind(app)
	}
	if o.Root != nil {
		h.commands(app, o.Root)
	}
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		h.serve(se)
		return se.Next()
	})
	return h, nil
}

// tools builds floor 1.
func (h *House) tools(app core.App) error {
	catalogs, err := locale.Load(templates.FS)
	if err != nil {
		return fmt.Errorf("load catalogues: %w", err)
	}
	h.Site, err = web.New(web.Config{Templates: templates.FS, Static: public.FS, Catalogs: catalogs, Clock: h.Clock})
	if err != nil {
		return err
	}
	h.Site.Bind(app)
	menus(h.Site)
	records.Seal(app)
	h.Jobs = jobs.New(app, h.Clock)
	h.Texts = texts.New(app)
	return nil
}

// rooms builds the subject rooms, lowest floor first, and binds their record hooks.
func (h *House) rooms(app core.App) (err error) {
	h.Files = files.New(h.Clock)
	h.Members = members.New(h.Site, h.Clock)
	h.Ledger = ledger.New(h.Clock)
	h.Fees = fees.New(h.Site)
	h.Treasury = treasury.New(h.Site, h.Ledger)
	h.Health = health.New()
	h.Health.Add("ledger", h.Ledger.Sound)
	h.Backup = backup.New(h.Clock, Connect, ledger.Prove)
	h.Members.PortraitURL = func(picture string) string { return files.URL(picture, files.Tile) }
	h.Notices, err = notices.New(app, h.Site, h.Clock, mail.New(app, h.console), templates.FS)
	if err != nil {
		return err
	}
	h.Members.Unread = notices.Unread
	h.Members.MailWorks = h.Notices.Works
	h.Members.Bind(app)
	h.Notices.Listen(h.Members)
	h.Notices.Register(orders.NewsKinds()...)
	h.Notices.Register(governance.NewsKinds()...)
	h.Notices.Register(forums.NewsKinds()...)
	h.Notices.Register(messages.NewsKinds()...)
	h.Notices.Register(events.NewsKinds()...)
	h.Notices.Register(profiles.NewsKinds()...)
	h.Setup = setup.New(h.Site, h.Clock, h.Members, h.Files)
	h.obey()
	h.Policies = policies.New(h.Site, h.Clock)
	h.Forums = forums.New(h.Site, h.Clock, h.Files)
	h.Certificates = certificates.New(h.Site, h.Clock, h.Members)
	h.Certificates.CraftText = func(code string) string { return profiles.TextOf(profiles.Crafts, code) }
	h.Certificates.Bind(app)
	h.Notices.Register(certificates.NewsKinds()...)
	h.Health.Add("seal", h.Certificates.Sound)
	h.Setup.Furnish = func(tx core.App, language string) error {
		if err := h.Certificates.EnsureKeys(tx); err != nil {
			return err
		}
		return h.Forums.Begin(tx, language)
	}
	h.Governance = governance.New(h.Site, h.Clock, h.Forums)
	h.Governance.Bind(app)
	h.Health.Add("policies", policies.Verify)
	h.Messages = messages.New(h.Site, h.Clock, h.Files)
	h.Events = events.New(h.Site, h.Clock)
	h.Events.Sources = h.calendars()
	h.Payments = payments.New(h.Site, h.Clock)
	h.Orders = orders.New(h.Site, h.Clock, h.Files, h.Messages, h.Payments)
	h.Invoices = invoices.New(h.Site, h.Clock, h.Orders)
	h.Gigs = gigs.New(h.Site, h.Clock, h.Files)
	h.Gigs.Bind(app)
	h.Profiles = profiles.New(h.Site, h.Clock, h.Files)
	h.Profiles.Bonds = []profiles.Bond{{Ground: profiles.ByWork, Holds: orders.WorkedTogether}, {Ground: profiles.ByPair, Holds: paired}}
	h.Mentorship = mentorship.New(h.Site, h.Clock)
	h.Notices.Register(mentorship.NewsKinds()...)
	h.Lobby = lobby.New(h.Site, h.Clock, h.Governance, h.Orders, h.Profiles)
	for _, room := range [][]texts.Table{governance.Rendered(), forums.Rendered(), messages.Rendered(), events.Rendered(), orders.Rendered(),
		gigs.Rendered(), profiles.Rendered(), mentorship.Rendered()} {
		h.Texts.Keep(room...)
	}
	return nil
}

// NewDemo returns the demo, which acts through the rooms.
func (h *House) NewDemo(wish demo.Wish) *demo.Room {
	return demo.New(demo.Rooms{Clock: h.Clock, Files: h.Files, Members: h.Members, Setup: h.Setup, Notices: h.Notices,
		Profiles: h.Profiles, Gigs: h.Gigs, Orders: h.Orders, Payments: h.Payments, Governance: h.Governance, Events: h.Events,
		Forums: h.Forums, Mentorship: h.Mentorship, Certificates: h.Certificates}, wish, h.console)
}

// commands adds the rooms' commands of the binary.
func (h *House) commands(app core.App, root *cobra.Command) {
	h.Notices.Flags(root)
	h.Certificates.Flags(root)
	root.AddCommand(h.Backup.Command(app), ledger.Command(app), h.Fees.Command(app), bench.New(h.Clock, h.Setup).Command(app), h.Forums.Command(app),
		mentorship.Command(), ledger.PatronageCommand(), governance.TallyCommand(), certificates.Command(h.Clock))
}

// serve adds every room's routes.
func (h *House) serve(se *core.ServeEvent) {
	g := h.Site.Group(se)
	h.Health.Routes(g)
	h.Files.Routes(g)
	h.Notices.Routes(g)
	h.Members.Routes(g)
	h.Setup.Routes(g)
	h.Policies.Routes(g)
	h.Fees.Routes(g)
	h.Treasury.Routes(g)
	h.Forums.Routes(g)
	h.Governance.Routes(g)
	h.Messages.Routes(g)
	h.Events.Routes(g)
	h.Invoices.Routes(g)
	h.Orders.Routes(g)
	h.Payments.Routes(g)
	editor.New(h.Site).Routes(g)
	styleguide.New(h.Site).Routes(g)
	papers.New(h.Site).Routes(g)
	h.Gigs.Routes(g)
	h.Profiles.Routes(g)
	h.Certificates.Routes(g)
	h.Mentorship.Routes(g)
	h.Lobby.Routes(g)
}

// Connect opens one SQLite file. synchronous(FULL) makes every acknowledged commit survive a power cut;
// NORMAL, PocketBase's default, may lose the last ones, and those may be ballots or money.
func Connect(path string) (*dbx.DB, error) {
	const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)" +
		"&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-12000)" +
		"&_pragma=secure_delete(ON)"
	return dbx.Open("sqlite", path+pragmas)
}
