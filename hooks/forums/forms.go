package forums

import (
	"mime/multipart"
	"strconv"

	"github.com/pocketbase/pocketbase/core"
)

// topicForm is the form of a new topic.
type topicForm struct {
	Category string `form:"category"`
	Title    string `form:"title"`
	Body     string `form:"body"`
	Watch    bool   `form:"watch"`
	Quiet    string `form:"quiet"` // a script saves the draft, and shows no page
	Once     string `form:"once"`
}

// replyForm is the form of an answer. The field is called body everywhere, for the preview.
type replyForm struct {
	Body    string `form:"body"`
	ReplyTo string `form:"reply"`
	Stance  string `form:"stance"`
	Quiet   string `form:"quiet"`
	Once    string `form:"once"`
}

// editForm is the form of an edit.
type editForm struct {
	Title   string `form:"title"`
	Body    string `form:"body"`
	Version string `form:"version"`
}

// uploads are the files of a form's field that hold something: browsers send an empty one for none.
func uploads(e *core.RequestEvent) []*multipart.FileHeader {
	if e.Request.MultipartForm == nil {
		return nil
	}
	var list []*multipart.FileHeader
	for _, f := range e.Request.MultipartForm.File["files"] {
		if f.Filename != "" {
			list = append(list, f)
		}
	}
	return list
}

// number reads a whole number from an address; what is none, or not positive, is 0.
func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != s {
		return 0
	}
	return n
}
