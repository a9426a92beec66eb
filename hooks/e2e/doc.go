// Package e2e walks through the pages as people do: in Debian's Chromium, on a real app with a real database. It
// holds the few journeys that would shame us if they broke, and the checks that every page must pass: axe-core
// finds nothing, nothing scrolls sideways, nothing is asked of another host, no error in the console.
package e2e
