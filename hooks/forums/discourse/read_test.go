package discourse_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cooperage/hooks/forums/discourse"
)

const (
	categories = `{"category_list":{"can_create_category":false,"categories":[
	  {"id":5,"name":"Craft","slug":"craft","description":"<p>How we <b>work</b></p>","read_restricted":false,
	   "subcategory_list":[{"id":6,"name":"Tools","slug":"tools","parent_category_id":5}]},
	  {"id":7,"name":"Staff","slug":"staff","description":null,"read_restricted":true}]}}`
	people = `[{"id":1,"username":"lena","name":"Lena Voss","email":"lena@example.org"},{"id":2,"username":"omar","name":null}]`
	topic  = `{"id":12,"title":"Paper","category_id":5,"created_at":"2024-05-01T08:00:00.000Z","closed":true,"pinned":false,
	  "post_stream":{"posts":[
	   {"id":100,"user_id":1,"username":"lena","name":"Lena Voss","created_at":"2024-05-01T08:00:00.000Z","post_number":1,"raw":"Which paper?","reply_to_post_number":null,"deleted_at":null,"post_type":1},
	   {"id":101,"user_id":2,"username":"omar","name":"","created_at":"2024-05-01T09:00:00.000Z","post_number":2,"raw":"Cotton.","reply_to_post_number":1,"post_type":1},
	   {"id":102,"user_id":-1,"username":"system","created_at":"2024-05-01T10:00:00.000Z","post_number":3,"cooked":"","post_type":3}],
	   "stream":[100,101,102,103]}}`
	page  = `{"post_stream":{"posts":[{"id":103,"topic_id":12,"user_id":1,"username":"lena","created_at":"2024-05-02T08:00:00Z","post_number":4,"raw":"Thanks","post_type":1}]},"id":12}`
	plain = `{"categories":[{"id":"5","name":"Craft","description":"How we work"},{"id":"6","name":"Tools"},{"id":"7","name":"Staff","read_restricted":true}],
	  "users":[{"id":"1","username":"lena","name":"Lena Voss","email":"lena@example.org"},{"id":"2","username":"omar"}],
	  "topics":[{"id":"12","title":"Paper","category_id":"5","created_at":"2024-05-01T08:00:00Z","closed":true,"posts":[
	    {"id":"100","username":"lena","created_at":"2024-05-01T08:00:00Z","post_number":1,"raw":"Which paper?"},
	    {"id":"101","username":"omar","created_at":"2024-05-01T09:00:00Z","post_number":2,"raw":"Cotton.","reply_to_post_number":1}]}],
	  "posts":[{"id":"103","topic_id":"12","username":"lena","created_at":"2024-05-02T08:00:00Z","post_number":4,"raw":"Thanks"}]}`
)

// read returns one line for each thing found.
func read(t *testing.T, path string) (string, error) {
	t.Helper()
	var lines []string
	note := func(format string, args ...any) error {
		lines = append(lines, fmt.Sprintf(format, args...))
		return nil
	}
	err := discourse.Read(path, discourse.Sink{
		Category: func(c discourse.Category) error { return note("c%s %s (%s) %t", c.ID, c.Name, c.About(), c.Restricted) },
		User:     func(u discourse.User) error { return note("u%s %s <%s>", u.ID, u.Username, u.Email) },
		Topic: func(x discourse.Topic) error {
			return note("t%s in c%s: %s %t %d", x.ID, x.Category, x.Title, x.Closed, x.Created.Unix())
		},
		Post: func(p discourse.Post) error {
			if !p.Said() {
				return nil
			}
			return note("p%s t%s #%d by %s >%d: %s", p.ID, p.Topic, p.Number, p.Username, p.ReplyTo, p.Raw)
		},
	})
	return strings.Join(lines, "\n"), err
}

func write(t *testing.T, name string, body []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func zipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pack returns the files of an export as a zip and as a tar.
func pack(t *testing.T) (asZip, asTar []byte) {
	t.Helper()
	var z, x bytes.Buffer
	zw, tw := zip.NewWriter(&z), tar.NewWriter(&x)
	for _, f := range [][2]string{{"c.json", categories}, {"admin/users.json", people}, {"readme.md", "no JSON"}, {"t/12.json", topic}, {"t/12-2.json", page}} {
		w, err := zw.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err == nil {
			err = tw.WriteHeader(&tar.Header{Name: f[0], Size: int64(len(f[1])), Mode: 0o600})
		}
		if err == nil {
			_, err = tw.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if zw.Close() != nil || tw.Close() != nil {
		t.Fatal("close")
	}
	return z.Bytes(), x.Bytes()
}

func TestRead_EveryKindOfSourceSaysTheSame(t *testing.T) {
	t.Parallel()
	const want = `c5 Craft (How we work) false
c6 Tools () false
c7 Staff () true
u1 lena <lena@example.org>
u2 omar <>
t12 in c5: Paper true 1714550400
p100 t12 #1 by lena >0: Which paper?
p101 t12 #2 by omar >1: Cotton.
p103 t12 #4 by lena >0: Thanks`
	asZip, asTar := pack(t)
	for name, body := range map[string][]byte{
		"all.json": []byte(plain), "all.json.gz": zipped(t, []byte(plain)), "a.zip": asZip, "a.tar": asTar, "a.tar.gz": zipped(t, asTar), "a.tgz": zipped(t, asTar),
		"lines.json": []byte(categories + "\n" + people + "\n" + topic + "\n" + page), "array.json": []byte("[" + categories + "," + strings.Trim(people, "[]") + "," + topic + "," + page + "]"),
	} {
		if got, err := read(t, write(t, name, body)); err != nil || got != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, want)
		}
	}
}

func TestRead_TellsHowManyPostsATopicHas(t *testing.T) {
	t.Parallel()
	got := ""
	err := discourse.Read(write(t, "t.json", []byte(topic)), discourse.Sink{Promised: func(id discourse.ID, posts []discourse.ID) { got = fmt.Sprint(id, posts) }})
	if err != nil || got != "12[100 101 102 103]" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestRead_SaysWhatIsWrongAndWhere(t *testing.T) {
	t.Parallel()
	post := func(s string) string { return `{"posts":[` + s + `]}` }
	for body, want := range map[string]string{
		``:                                       "",
		`7`:                                      "near byte 1: a JSON object or array is expected",
		`{"a`:                                    "unexpected EOF",
		`[{`:                                     "unexpected EOF",
		`{"topics":7}`:                           "an array is expected",
		`{"categories":[{"name":"x"}]}`:          "a category has no id",
		`{"categories":[{"id":3}]}`:              "category 3: its name is missing",
		`{"categories":[{"id":1.5}]}`:            "an id is a whole number or a text, not 1.5",
		`{"users":[{"id":3}]}`:                   "user 3: its username is missing",
		`{"topics":[{"id":9}]}`:                  "topic 9: its title is missing",
		`{"topics":[{"id":9,"title":"\u0000"}]}`: "topic 9: its title holds characters",
		post(`{"id":4,"raw":"x"}`):               "no id or no topic_id",
		post(`{"id":4,"topic_id":9,"username":"u","created_at":"2024-01-01T00:00:00Z","post_number":1,"cooked":"<p>x"}`): "topic 9, post 4: it has no raw text; ask Discourse for it with include_raw=1",
		post(`{"id":4,"topic_id":9,"username":"u","created_at":"2024-01-01T00:00:00Z","post_number":1,"raw":" "}`):       "its raw text is missing",
		post(`{"id":4,"topic_id":9,"username":"u","created_at":"yesterday","post_number":1,"raw":"x"}`):                  `a time is a text such as 2024-05-01T12:00:00Z, not "yesterday"`,
		post(`{"id":4,"topic_id":9,"username":"u","created_at":"0001-01-01T00:00:00Z","post_number":1,"raw":"x"}`):       "the year 1 is not plausible",
		post(`{"id":4,"topic_id":9,"username":"u","post_number":1,"raw":"x"}`):                                           "its created_at is missing",
		post(`{"id":4,"topic_id":9,"created_at":"2024-01-01T00:00:00Z","post_number":1,"raw":"x"}`):                      "neither username nor user_id",
		post(`{"id":4,"topic_id":9,"username":"u","created_at":"2024-01-01T00:00:00Z","raw":"x"}`):                       "its post_number is missing",
	} {
		_, err := read(t, write(t, "bad.json", []byte(body)))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "bad.json")) {
			t.Errorf("%s: got %v, want %q", body, err, want)
		}
	}
	for name, body := range map[string]string{"x.sql": "", "x.zip": "no zip", "x.json.gz": "no gzip", "x.tar.gz": "no gzip"} {
		if _, err := read(t, write(t, name, []byte(body))); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
