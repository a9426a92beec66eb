package web

import (
	"bytes"
	"fmt"
	"html/template"
	"sync"

	"cooperage/hooks/locale"
)

// Drawn remembers what a part of a page made of values. A part that is given a plain value and no page is a function of
// that value and of the language: what it made once holds for good, for everybody, and is only ever dropped for room.
// Drawing the twenty posts of a page costs more than all the rest of it, and most are drawn as they were the last time.
type Drawn[K comparable] struct {
	page, part string
	mu         sync.RWMutex
	made       map[drawnKey[K]]template.HTML
	size       int
}

type drawnKey[K comparable] struct {
	value    K
	language string
}

// drawnBytes is how much each Drawn may keep of what it made; its values hold about as much again.
const drawnBytes = 4 << 20

// NewDrawn returns the memory of a part that the page file defines.
func NewDrawn[K comparable](page, part string) *Drawn[K] {
	return &Drawn[K]{page: page, part: part, made: map[drawnKey[K]]template.HTML{}}
}

// All draws the values in order, in the language of l.
func (d *Drawn[K]) All(s *Site, l *locale.Locale, values []K) ([]template.HTML, error) {
	list := make([]template.HTML, len(values))
	for i, v := range values {
		var err error
		if list[i], err = d.one(s, l, v); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (d *Drawn[K]) one(s *Site, l *locale.Locale, value K) (template.HTML, error) {
	key := drawnKey[K]{value, l.Code}
	d.mu.RLock()
	html, ok := d.made[key]
	d.mu.RUnlock()
	if ok {
		return html, nil
	}
	t, err := s.pages.page(d.page, l)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, d.part, value); err != nil {
		return "", fmt.Errorf("draw %s of %s: %w", d.part, d.page, err)
	}
	html = template.HTML(b.String()) // trusted markup: html/template has just escaped it
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.size += len(html); d.size > drawnBytes {
		d.made, d.size = map[drawnKey[K]]template.HTML{}, len(html)
	}
	d.made[key] = html
	return html, nil
}
