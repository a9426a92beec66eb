package members

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Act is what an officer did to somebody else's record. Members read it at /admin/audit; nobody can change it.
type Act struct {
	By      *Person  // who did it; nil means the host, from the command line or the founding
	Office  string   // in which office
	Text    string   // English catalogue key in printf form, without names of people
	Args    []string // codes, numbers, words: never personal data
	Subject string   // record id of the person concerned, or ""
	Link    string   // path of the page concerned, or ""
}

// Audit writes an act into the log, inside the transaction of the act.
func Audit(tx core.App, at time.Time, a Act) error {
	actor := ""
	if a.By != nil {
		actor = a.By.Id
	}
	args, err := json.Marshal(append([]string{}, a.Args...))
	if err != nil {
		return fmt.Errorf("audit %q: %w", a.Text, err)
	}
	_, err = tx.NonconcurrentDB().Insert("audit", dbx.Params{"at": Stamp(at), "actor": actor, "office": a.Office, "act": a.Text,
		"args": string(args), "subject": a.Subject, "link": a.Link}).Execute()
	if err != nil {
		return fmt.Errorf("audit %q: %w", a.Text, err)
	}
	return nil
}

// Audited is one row of the log with the names as they are today.
type Audited struct {
	ID      int64  `db:"id"`
	Stamp   string `db:"at"`
	Office  string `db:"office"`
	Act     string `db:"act"`
	Args    string `db:"args"`
	Link    string `db:"link"`
	Actor   string `db:"actorName"`
	Subject string `db:"subjectName"`
}

// At is when it was done.
func (a Audited) At() time.Time { return when(a.Stamp) }

// Values are the arguments of the text.
func (a Audited) Values() []any {
	var list []string
	if json.Unmarshal([]byte(a.Args), &list) != nil {
		return nil // Audit wrote it; a row that was tampered with still shows its text
	}
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return values
}

// auditLog lists the newest rows before an id; 0 starts at the newest.
func auditLog(app core.App, before int64, limit int) ([]Audited, error) {
	return AuditAbout(app, "", before, limit)
}

// AuditAbout lists the newest rows before an id whose link begins with the path, with the names as they are today; the
// id 0 starts at the newest, the path "" means all. Members may read them.
func AuditAbout(app core.App, path string, before int64, limit int) ([]Audited, error) {
	q := app.ConcurrentDB().Select("audit.id", "audit.at", "audit.office", "audit.act", "audit.args", "audit.link",
		"COALESCE(a.name, '') AS actorName", "COALESCE(s.name, '') AS subjectName").From("audit").
		LeftJoin("users a", dbx.NewExp("a.id = audit.actor")).
		LeftJoin("users s", dbx.NewExp("s.id = audit.subject")).
		Where(dbx.NewExp("substr(audit.link, 1, {:n}) = {:path}", dbx.Params{"n": len(path), "path": path})).
		OrderBy("audit.id DESC").Limit(int64(limit))
	if before > 0 {
		q = q.AndWhere(dbx.NewExp("audit.id < {:id}", dbx.Params{"id": before}))
	}
	var list []Audited
	if err := q.All(&list); err != nil {
		return nil, fmt.Errorf("read audit log: %w", err)
	}
	return list, nil
}
