package policies

import "cooperage/hooks/web"

// Routes adds the room's pages.
func (r *Room) Routes(g *web.Group) {}
