// Cooperage is the platform a freelancer cooperative runs itself: one program, one data folder.
package main

import (
	"log"
	_ "time/tzdata" // co-ops live in time zones that a bare machine may not know

	"cooperage/hooks"

	_ "cooperage/migrations"
)

func main() {
	app := hooks.NewApp()
	if _, err := hooks.Register(app, hooks.Options{Background: true, Root: app.RootCmd}); err != nil {
		log.Fatal(err)
	}
	if err := hooks.Start(app); err != nil {
		log.Fatal(err)
	}
}
