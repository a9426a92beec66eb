package discourse

import (
	"encoding/json"
	"fmt"
)

// object reads the fields of one answer. Long arrays are streamed; the small fields of a topic are gathered, for
// they may stand before or after its post_stream.
func (x *reader) object() error {
	fields := map[string]json.RawMessage{}
	for x.dec.More() {
		tok, err := x.dec.Token()
		if err != nil {
			return err
		}
		name, _ := tok.(string)
		if err := x.field(name, fields); err != nil {
			return err
		}
	}
	if _, err := x.dec.Token(); err != nil {
		return err
	}
	return x.topic(fields)
}

func (x *reader) field(name string, fields map[string]json.RawMessage) error {
	switch name {
	case "categories":
		return stream(x, x.category)
	case "users":
		return stream(x, func(raw json.RawMessage) error { return one(raw, x.to.User) })
	case "topics":
		return stream(x, x.topicElement)
	case "posts":
		return stream(x, func(raw json.RawMessage) error { return one(raw, x.to.Post) })
	case "category_list", "topic_list": // the API wraps categories and topics once more
		return x.wrapped(name)
	}
	var raw json.RawMessage
	if err := x.dec.Decode(&raw); err != nil {
		return err
	}
	fields[name] = raw
	return nil
}

// stream hands over the elements of an array one by one; null is an empty one.
func stream(x *reader, take func(json.RawMessage) error) error {
	tok, err := x.dec.Token()
	if err != nil || tok == nil {
		return err
	}
	if tok != json.Delim('[') {
		return fmt.Errorf("an array is expected here")
	}
	return x.elements(func() error {
		var raw json.RawMessage
		if err := x.dec.Decode(&raw); err != nil {
			return err
		}
		return take(raw)
	})
}

func (x *reader) wrapped(name string) error {
	tok, err := x.dec.Token()
	if err != nil || tok == nil {
		return err
	}
	if tok != json.Delim('{') {
		return fmt.Errorf("%s: an object is expected here", name)
	}
	return x.object()
}

// category reads a category and those below it.
func (x *reader) category(raw json.RawMessage) error {
	if err := one(raw, x.to.Category); err != nil || x.to.Category == nil {
		return err
	}
	var below struct {
		List []json.RawMessage `json:"subcategory_list"`
	}
	if err := json.Unmarshal(raw, &below); err != nil {
		return err
	}
	for _, raw := range below.List {
		if err := x.category(raw); err != nil {
			return err
		}
	}
	return nil
}

// topicElement reads a topic of a list: it may carry its posts, as in a plain dump.
func (x *reader) topicElement(raw json.RawMessage) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return err
	}
	posts := fields["posts"]
	if fields["post_stream"] == nil && len(posts) > 0 && posts[0] == '[' {
		fields["post_stream"] = json.RawMessage(`{"posts":` + string(posts) + `}`)
	}
	if fields["post_stream"] == nil {
		return one(raw, x.to.Topic)
	}
	return x.topic(fields)
}

// topic hands over a topic answer, if the fields are those of one: it has an id and a post_stream. The answer to a
// later page of a long topic has only the two; then its posts are all that is new.
func (x *reader) topic(fields map[string]json.RawMessage) error {
	if fields["post_stream"] == nil {
		return nil
	}
	var parts struct {
		Posts  []json.RawMessage `json:"posts"`
		Stream []ID              `json:"stream"`
	}
	if err := json.Unmarshal(fields["post_stream"], &parts); err != nil {
		return fmt.Errorf("post_stream: %w", err)
	}
	var id ID
	if err := json.Unmarshal(fields["id"], &id); fields["id"] != nil && err != nil {
		return fmt.Errorf("id of a topic: %w", err)
	}
	if fields["title"] != nil {
		raw, err := json.Marshal(fields)
		if err != nil {
			return err
		}
		if err := one(raw, x.to.Topic); err != nil {
			return err
		}
	}
	if x.to.Promised != nil && len(parts.Stream) > 0 {
		x.to.Promised(id, parts.Stream)
	}
	for _, raw := range parts.Posts {
		if err := x.post(id, raw); err != nil {
			return err
		}
	}
	return nil
}

// post hands over a post of a topic; inside its topic it need not name it.
func (x *reader) post(topic ID, raw json.RawMessage) error {
	if x.to.Post == nil {
		return nil
	}
	p := Post{Topic: topic}
	if err := json.Unmarshal(raw, &p); err != nil {
		return fmt.Errorf("topic %s: %w", topic, err)
	}
	if err := p.check(); err != nil {
		return err
	}
	return x.to.Post(p)
}
