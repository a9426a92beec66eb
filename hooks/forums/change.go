package forums

import "cooperage/hooks/prose"

// maxChanges is how many edits of a post its history compares, the last ones; comparing costs time.
const maxChanges = 30

// change is a version of a post beside the one before it.
type change struct {
	Version
	Pieces []prose.Piece // of the text; empty for the first version
	Title  []prose.Piece // of the topic's title, where the edit changed it
}

// changes compares each version with the one before, the newest first.
func changes(versions []Version) []change {
	var list []change
	for i := len(versions) - 1; i >= 0 && len(list) < maxChanges; i-- {
		c := change{Version: versions[i]}
		if i > 0 {
			before := versions[i-1]
			c.Pieces = prose.Diff(before.Body, versions[i].Body)
			if before.Title != "" {
				c.Title = prose.Diff(before.Title, titleAfter(versions, i))
			}
		} else {
			c.Pieces = []prose.Piece{{Text: versions[i].Body}}
		}
		list = append(list, c)
	}
	return list
}

// titleAfter is the topic's title since version i: a row keeps a title only where it was replaced.
func titleAfter(versions []Version, i int) string {
	for _, v := range versions[i:] {
		if v.Title != "" {
			return v.Title
		}
	}
	return ""
}
