package members

import "cooperage/hooks/web"

// smallBody is enough for every form of this room.
const smallBody = 64 << 10

// Routes adds the pages.
func (r *Room) Routes(g *web.Group) {
	small := web.MaxBody(smallBody)
	g.GET("/signup", r.showSignup).BindFunc(Guest)
	g.POST("/signup", r.signup).BindFunc(Guest).Bind(small)
	g.GET("/signup/sent", r.showSent)
	g.GET("/signup/confirm/{token}", r.showConfirm)
	g.POST("/signup/confirm/{token}", r.confirm).Bind(small)
	g.GET("/login", r.showLogin).BindFunc(Guest)
	g.POST("/login", r.login).Bind(small)
	g.GET("/login/code", r.showCode)
	g.POST("/login/code", r.code).Bind(small)
	g.POST("/logout", r.logout)
	g.GET("/password/forgot", r.showForgot)
	g.POST("/password/forgot", r.forgot).Bind(small)
	g.GET("/password/sent", r.showSent)
	g.GET("/password/reset/{token}", r.showReset)
	g.POST("/password/reset/{token}", r.reset).Bind(small)

	g.GET("/account", r.showAccount).BindFunc(SignedIn)
	g.POST("/account", r.account).BindFunc(SignedIn).Bind(small)
	g.GET("/account/password", r.showPassword).BindFunc(SignedIn)
	g.POST("/account/password", r.password).BindFunc(SignedIn).Bind(small)
	g.GET("/account/devices", r.showDevices).BindFunc(SignedIn)
	g.POST("/account/devices/end", r.endDevices).BindFunc(SignedIn)
	g.GET("/account/confirm", r.showSure).BindFunc(SignedIn)
	g.POST("/account/confirm", r.sure).BindFunc(SignedIn).Bind(small)
	g.GET("/account/authenticator", r.showTOTP).BindFunc(SignedIn).BindFunc(r.Sure)
	g.POST("/account/authenticator", r.setTOTP).BindFunc(SignedIn).BindFunc(r.Sure).Bind(small)
	g.POST("/account/authenticator/remove", r.removeTOTP).BindFunc(SignedIn).BindFunc(r.Sure)

	g.GET("/join", r.showJoin)
	g.POST("/join", r.join).BindFunc(SignedIn).Bind(small)
	g.POST("/join/withdraw", r.withdraw).BindFunc(SignedIn)
	g.GET("/applications", r.listApplications).BindFunc(Only)
	g.GET("/applications/{id}", r.showApplication).BindFunc(Only)
	g.POST("/applications/{id}/admit", r.admit).BindFunc(Officer("steward"))
	g.GET("/applications/{id}/decline", r.showDecline).BindFunc(Officer("steward"))
	g.POST("/applications/{id}/decline", r.decline).BindFunc(Officer("steward")).Bind(small)
	g.GET("/admin/audit", r.showAudit).BindFunc(Only)
	g.GET("/admin/offices", r.showOffices).BindFunc(Only)
	g.POST("/admin/offices", r.appoint).BindFunc(Officer("steward")).Bind(small)
	g.POST("/admin/offices/{id}/end", r.endTerm).BindFunc(Officer("steward"))
}
