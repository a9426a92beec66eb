#!/bin/sh
# Rebuilds icons.svg, the sprite of the Lucide icons that the pages use: sh pb_public/img/_icons.sh
# To add an icon, add its name (https://lucide.dev/icons) and run this again. Needs npm, network and tar.
set -eu
version=1.62.0
names="arrow-left arrow-right bell bold briefcase-business calendar-days check chevron-down circle-alert clock code
download external-link eye file-text flag globe heading image info italic key-round landmark link list list-ordered lock log-out
mail map-pin menu message-square monitor moon paperclip pencil percent plus quote receipt rss scale search settings
shield-check shopping-bag sliders-horizontal star sun trash-2 triangle-alert upload user users vote wallet x"
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "lucide-static@$version" >/dev/null 2>&1
tar xzf "lucide-static-$version.tgz"
cp package/LICENSE "$here/icons.LICENSE.txt"
{
	printf '<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide %s, ISC licence, see icons.LICENSE.txt -->\n' "$version"
	for name in $names; do
		printf '<symbol id="%s" viewBox="0 0 24 24">' "$name"
		sed -n '/stroke-linejoin/,$p' "package/icons/$name.svg" | sed '1,2d;/<\/svg>/d;s/^ *//' | tr -d '\n'
		printf '</symbol>\n'
	done
	printf '</svg>\n'
} >"$here/icons.svg"
