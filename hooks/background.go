package hooks

import (
	"context"
	"sync"
	"time"

	"cooperage/hooks/backup"
	"cooperage/hooks/governance"
	"cooperage/hooks/records"

	"github.com/pocketbase/pocketbase/core"
)

// schedule names every job of the house.
func (h *House) schedule(app core.App) {
	h.Jobs.Add("send-mail", "* * * * *", func(ctx context.Context, _ time.Time) error { return h.Notices.Drain(ctx, app) })
	h.Jobs.Add("digests", "3 * * * *", func(context.Context, time.Time) error { return h.Notices.Digests(app) })
	h.Jobs.Add("votes", "* * * * *", func(context.Context, time.Time) error { return h.Governance.Tick(app) })
	h.Jobs.Add("mentorship", "* * * * *", func(context.Context, time.Time) error { return h.Mentorship.Tick(app) })
	h.Jobs.Add("verify-votes", "57 3 * * *", func(context.Context, time.Time) error { return governance.Verify(app) })
	h.Jobs.Add("tidy-notices", "17 3 * * *", func(_ context.Context, slot time.Time) error { return h.Notices.Tidy(app, slot) })
	h.Jobs.Add("tidy-sessions", "7 3 * * *", func(_ context.Context, slot time.Time) error { return h.Members.Tidy(app, slot) })
	h.Jobs.Add("tidy-forms", "27 3 * * *", func(context.Context, time.Time) error { return records.Prune(app, time.Now()) })
	h.Jobs.Add("tidy-pictures", "7 4 * * *", func(context.Context, time.Time) error { return h.Files.Sweep(app) })
	h.Jobs.Add("render-texts", "@hourly", h.Texts.Renew)
	h.Jobs.Add("tidy-jobs", "37 3 * * *", h.Jobs.Prune)
	h.Jobs.Add("verify-ledger", "7 2 * * *", func(context.Context, time.Time) error { return h.Ledger.Watch(app) })
	h.Orders.Jobs(app, h.Jobs.Add)
	h.Events.Jobs(app, h.Jobs.Add)
	h.Jobs.Add("backup", "47 1 * * *", func(ctx context.Context, _ time.Time) error { return h.Backup.Nightly(ctx, app) })
}

// background runs jobs and outbox beside the server, and waits for both at the end.
func (h *House) background(app core.App) {
	h.Jobs.Bind(app)
	h.Setup.Bind(app, h.console)
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		if err := backup.Lock(app.DataDir()); err != nil {
			return err
		}
		if err := se.Next(); err != nil {
			return err
		}
		work.Go(func() { h.Notices.Work(ctx, app) })
		work.Go(func() { h.Forums.Work(ctx, app) })
		work.Go(func() {
			if err := h.Ledger.Watch(app); err != nil {
				app.Logger().Error("books not verified at start", "error", err.Error())
			}
		})
		return nil
	})
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		cancel()
		work.Wait()
		return e.Next()
	})
}
