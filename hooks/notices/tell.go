package notices

import (
	"cmp"
	"crypto/rand"
	"encoding/json"
	"fmt"

	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// News is something that one person should know.
type News struct {
	To   string // record id of the person; "" tells nobody
	Kind string // the name of a registered Kind; the person chooses by it, and the mail says by it why it came
	Text string // English catalogue key in printf form, one sentence
	Args []any  // strings, whole numbers, money.Amount, money.Bps, time.Time, Word
	Link string // path of the page where one can act
	Key  string // what makes it one piece of news: told once per person and key; "" is always new

	// Group is what the news is about, such as "topic:" and an id, so that Seen can mark all of it as read.
	Group string
	// Many is an English catalogue key in printf form, such as "%d new posts in %s". With it, news of the kind that
	// comes while older news of the group is unread makes no new notice: the older one moves to the top and says
	// Many with the count and About, and still opens at its own link, where the unread begins.
	Many  string
	About string
}

// Tell writes the notice and its mail inside the transaction tx, as the person has chosen for the kind. News that
// was told before under the same key is not told again.
func Tell(tx core.App, n News) error {
	if n.To == "" {
		_, err := room(tx)
		return err
	}
	return TellMany(tx, []string{n.To}, n)
}

// TellMany tells the same news to many people (record ids; To is not looked at), each as they have chosen, with a
// handful of statements however many they are.
func TellMany(tx core.App, people []string, n News) error {
	r, err := room(tx)
	if err != nil || len(people) == 0 {
		return err
	}
	t, err := r.telling(people, n)
	if err != nil {
		return err
	}
	return tx.RunInTransaction(func(tx core.App) error {
		return t.tell(tx)
	})
}

// telling is one piece of news on its way to its people: the parameters of the statements that write it.
type telling struct {
	room *Room
	kind Kind
	fold bool
	bind dbx.Params
}

func (r *Room) telling(people []string, n News) (*telling, error) {
	args, err := pack(n.Args)
	if err != nil {
		return nil, err
	}
	to, err := json.Marshal(people)
	if err != nil {
		return nil, fmt.Errorf("tell: %w", err)
	}
	k := r.kind(n.Kind)
	return &telling{room: r, kind: k, fold: n.Group != "" && n.Many != "", bind: dbx.Params{"people": string(to), "kind": n.Kind,
		"text": n.Text, "args": args, "link": n.Link, "key": cmp.Or(n.Key, rand.Text()), "group": n.Group, "many": n.Many,
		"about": n.About, "now": members.Stamp(r.clock.Now()), "default": string(k.Default), "always": k.Always,
		"prompt": k.Prompt}}, nil
}

const people = `(SELECT value FROM json_each({:people})) p`

// sense is how the person p.value of the statement wants to be told.
const sense = `CASE WHEN {:always} THEN 'mail' ELSE COALESCE(
	(SELECT sense FROM notice_choices c WHERE c.person = p.value AND c.kind = {:kind}), {:default}) END`

// rhythm is how often the person p.value wants mail; news that cannot wait comes at once to all who want mail at all.
const rhythm = `COALESCE((SELECT rhythm FROM notice_rhythms h WHERE h.person = p.value), 'instant')`

const known = `EXISTS (SELECT 1 FROM notices o WHERE o.person = p.value AND o.key = {:key})`

func (t *telling) tell(tx core.App) error {
	var told, folded []string
	if t.fold {
		err := t.query(tx, `UPDATE notices SET folded = max(folded, 1) + 1, text = {:text}, args = {:args}, key = {:key},
			many = {:many}, about = {:about}, created = {:now}, updated = {:now}
			FROM `+people+` WHERE notices.person = p.value AND read = '' AND groupKey = {:group} AND groupKey <> ''
			AND kind = {:kind} AND many <> '' AND `+sense+` <> 'none' AND NOT `+known+` RETURNING person`, &folded)
		if err != nil {
			return err
		}
	}
	err := t.query(tx, `INSERT OR IGNORE INTO notices (id, person, kind, text, args, link, key, groupKey, many, about, created, updated)
		SELECT 'n' || lower(hex(randomblob(7))), p.value, {:kind}, {:text}, {:args}, {:link}, {:key}, {:group}, {:many},
			{:about}, {:now}, {:now}
		FROM `+people+` JOIN users ON users.id = p.value WHERE `+sense+` <> 'none' RETURNING person`, &told)
	if err != nil {
		return err
	}
	told = append(told, folded...)
	after(tx, func() { t.room.hub.wake(told...) })
	return t.mail(tx, told)
}

// mail writes the mails of those who were told and want one, or marks the notice for their next digest.
func (t *telling) mail(tx core.App, told []string) error {
	if len(told) == 0 {
		return nil
	}
	to, err := json.Marshal(told)
	if err != nil {
		return fmt.Errorf("tell: %w", err)
	}
	t.bind["people"] = string(to)
	var mailed []string
	err = t.query(tx, `INSERT OR IGNORE INTO outbox (id, person, kind, text, args, link, key, state, due, created, updated)
		SELECT 'm' || lower(hex(randomblob(7))), p.value, {:kind}, {:text}, {:args}, {:link}, p.value || ':' || {:key},
			'waiting', {:now}, {:now}, {:now}
		FROM `+people+` JOIN users ON users.id = p.value
		WHERE users.email <> '' AND `+sense+` = 'mail' AND ({:always} OR `+rhythm+` = 'instant'
			OR {:prompt} AND `+rhythm+` <> 'none') RETURNING person`, &mailed)
	if err == nil && !t.kind.Prompt {
		err = t.query(tx, `UPDATE notices SET digest = 'next' FROM `+people+`
			WHERE notices.person = p.value AND key = {:key} AND `+sense+` = 'mail' AND `+rhythm+` IN ('daily', 'weekly')
			RETURNING person`, new([]string))
	}
	if err != nil {
		return err
	}
	if len(mailed) > 0 {
		after(tx, t.room.Kick)
	}
	return nil
}

func (t *telling) query(tx core.App, sql string, people *[]string) error {
	if err := tx.NonconcurrentDB().NewQuery(sql).Bind(t.bind).Column(people); err != nil {
		return fmt.Errorf("tell %q: %w", t.bind["text"], err)
	}
	return nil
}

// after calls f once the transaction of tx is committed; outside of one at once.
func after(tx core.App, f func()) {
	info := tx.TxInfo()
	if info == nil {
		f()
		return
	}
	info.OnComplete(func(err error) error {
		if err == nil {
			f()
		}
		return nil
	})
}
