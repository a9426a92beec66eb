package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// PocketBase's own settings as a co-op needs them from the first start: limits on, no addresses or names in the
// log (they would tell who voted when), no batch writes, no schema editing in the dashboard.
func init() {
	m.Register(func(app core.App) error {
		s := app.Settings()
		s.Meta.AppName = "Cooperage"
		s.Meta.HideControls = true
		s.Logs.LogIP, s.Logs.LogAuthId = false, false
		s.Logs.MinLevel = 0
		s.Batch.Enabled = false
		s.RateLimits.Enabled = true
		s.RateLimits.Rules = []core.RateLimitRule{
			{Label: "*:auth", MaxRequests: 5, Duration: 60},
			{Label: "*:requestPasswordReset", MaxRequests: 3, Duration: 300},
			{Label: "*:create", MaxRequests: 20, Duration: 5},
			{Label: "/api/", MaxRequests: 300, Duration: 10},
		}
		return app.Save(s)
	}, func(app core.App) error { return nil })
}
