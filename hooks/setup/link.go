package setup

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// linkLife is how long a setup link works; every start of an unfounded co-op makes a new one.
const linkLife = 7 * 24 * time.Hour

// Bind prints the setup link on every start until the co-op stands.
func (r *Room) Bind(app core.App, out io.Writer) {
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		se.InstallerFunc = nil // superusers are made on the command line; people use the pages
		if err := se.Next(); err != nil {
			return err
		}
		if r.site.Coop(se.App).Standing() {
			return nil
		}
		token, err := r.NewLink(se.App)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "\nThis co-op has not been founded. Open this link once, within a week, to set it up:\n\n  %s/setup/%s\n\n",
			origin(se.Server.Addr, os.Args), token)
		return err
	})
}

// NewLink makes the token of a link that may found the co-op, and voids the one before.
func (r *Room) NewLink(app core.App) (string, error) {
	token := rand.Text()
	_, err := app.NonconcurrentDB().NewQuery("INSERT OR REPLACE INTO setup_link (id, hash, expires) VALUES (1, {:hash}, {:expires})").
		Bind(dbx.Params{"hash": hash(token), "expires": members.Stamp(r.clock.Now().Add(linkLife))}).Execute()
	if err != nil {
		return "", fmt.Errorf("make setup link: %w", err)
	}
	return token, nil
}

// checkLink refuses a token that is not the living one, with fault.NotFound.
func (r *Room) checkLink(app core.App, token string) error {
	var n int
	err := app.DB().Select("count(*)").From("setup_link").Where(dbx.HashExp{"hash": hash(token)}).
		AndWhere(dbx.NewExp("expires > {:now}", dbx.Params{"now": members.Stamp(r.clock.Now())})).Row(&n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("check setup link: %w", err)
	}
	if n == 0 {
		return fault.New(fault.NotFound, "This setup link has been used, is too old or was replaced. A restart prints a new one until the co-op stands.")
	}
	return nil
}

func dropLink(tx core.App) error {
	if _, err := tx.NonconcurrentDB().Delete("setup_link", nil).Execute(); err != nil {
		return fmt.Errorf("use setup link: %w", err)
	}
	return nil
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// origin guesses the address people reach the server at: the domain given to serve, or the address it listens on.
func origin(addr string, args []string) string {
	if strings.HasSuffix(addr, ":443") || strings.HasSuffix(addr, ":https") {
		for i, a := range args {
			if i > 0 && args[i-1] == "serve" && !strings.HasPrefix(a, "-") {
				return "https://" + a
			}
		}
		return "https://" + strings.TrimSuffix(strings.TrimSuffix(addr, ":443"), ":https")
	}
	if rest, every := strings.CutPrefix(addr, "0.0.0.0"); every {
		addr = "127.0.0.1" + rest
	}
	return "http://" + addr
}
