package hooks

import (
	"cooperage/hooks/locale"
	"cooperage/hooks/web"
)

// menus fills the site's menus. An entry shows as soon as its page exists, to those whom its page is for.
func menus(site *web.Site) {
	site.Navigate(
		web.NavItem{Href: "/gigs", Text: locale.Mark("Gigs")},
		web.NavItem{Href: "/members", Text: locale.Mark("Members")},
		web.NavItem{Href: "/briefs", Text: locale.Mark("Briefs")},
		web.NavItem{Href: "/votes", Text: locale.Mark("Votes")},
		web.NavItem{Href: "/forum", Text: locale.Mark("Forum")},
		web.NavItem{Href: "/events", Text: locale.Mark("Events")},
		web.NavItem{Href: "/fees", Text: locale.Mark("Fees")},
		web.NavItem{Href: "/treasury", Text: locale.Mark("Treasury")},
	)
	site.Desk(
		web.DeskItem{Href: "/orders", Text: locale.Mark("Orders"), Icon: "shopping-bag"},
		web.DeskItem{Href: "/messages", Text: locale.Mark("Messages"), Icon: "message-square"},
		web.DeskItem{Href: "/gigs/mine", Text: locale.Mark("Your gigs"), Icon: "briefcase-business", For: []string{"member"}},
		web.DeskItem{Href: "/profile", Text: locale.Mark("Your profile"), Icon: "user", For: []string{"member"}},
		web.DeskItem{Href: "/skills", Text: locale.Mark("Skills"), Icon: "star", For: []string{"member"}},
		web.DeskItem{Href: "/mentorship", Text: locale.Mark("Mentorship"), Icon: "users", For: []string{"member"}},
		web.DeskItem{Href: "/account/payouts", Text: locale.Mark("Your payouts"), Icon: "wallet", For: []string{"member"}},
		web.DeskItem{Href: "/account/notices", Text: locale.Mark("Notices and mails"), Icon: "bell"},
		web.DeskItem{Href: "/account", Text: locale.Mark("Account"), Icon: "settings"},
		web.DeskItem{Href: "/applications", Text: locale.Mark("Applications"), Icon: "users", For: []string{"member"}},
		web.DeskItem{Href: "/admin/offices", Text: locale.Mark("Offices"), Icon: "key-round", For: []string{"member"}},
		web.DeskItem{Href: "/admin/audit", Text: locale.Mark("Audit log"), Icon: "file-text", For: []string{"member"}},
		web.DeskItem{Href: "/admin/receipts", Text: locale.Mark("Incoming payments"), Icon: "download", For: []string{"treasurer"}},
		web.DeskItem{Href: "/admin/payouts", Text: locale.Mark("Payouts"), Icon: "upload", For: []string{"treasurer"}},
		web.DeskItem{Href: "/admin/ledger", Text: locale.Mark("Ledger"), Icon: "landmark", For: []string{"treasurer"}},
		web.DeskItem{Href: "/admin/refunds", Text: locale.Mark("Refunds"), Icon: "arrow-left", For: []string{"treasurer"}},
		web.DeskItem{Href: "/admin/mail", Text: locale.Mark("Mail"), Icon: "mail", For: []string{"steward"}},
		web.DeskItem{Href: "/admin/settings", Text: locale.Mark("Settings"), Icon: "sliders-horizontal", For: []string{"steward"}},
		web.DeskItem{Href: "/admin/certificates", Text: locale.Mark("Certificates"), Icon: "shield-check", For: []string{"steward"}},
		web.DeskItem{Href: "/admin/seal", Text: locale.Mark("Signing keys"), Icon: "lock", For: []string{"steward"}},
		web.DeskItem{Href: "/forum/flags", Text: locale.Mark("Flagged posts"), Icon: "flag", For: []string{"moderator", "board"}},
		web.DeskItem{Href: "/forum/appeals", Text: locale.Mark("Appeals"), Icon: "scale", For: []string{"board"}},
		web.DeskItem{Href: "/admin/forum", Text: locale.Mark("Categories of the forum"), Icon: "list", For: []string{"steward", "board"}},
		web.DeskItem{Href: "/styleguide", Text: locale.Mark("Style guide"), Icon: "pencil", For: []string{"steward"}},
	)
}
