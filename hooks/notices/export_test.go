package notices

// Listening is how many streams are open.
func (r *Room) Listening() int { return r.hub.listening() }
