// Cooperage is the platform a freelancer cooperative runs itself: one program, one data folder.
package main

import (
	"log"
	"os"
	_ "time/tzdata" // co-ops live in time zones that a bare machine may not know

	"cooperage/hooks"
	"cooperage/hooks/demo"

	_ "cooperage/migrations"
)

func main() {
	wish, err := demo.Parse(os.Args[1:])
	if err != nil {
		log.Fatal(err)
	}
	app := hooks.NewApp()
	if _, err := hooks.Register(app, hooks.Options{Background: true, Root: app.RootCmd, Demo: wish}); err != nil {
		log.Fatal(err)
	}
	if err := hooks.Start(app); err != nil {
		log.Fatal(err)
	}
}
