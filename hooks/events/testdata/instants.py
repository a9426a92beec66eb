"""Reads calendar files, one after the other, from standard input with python3-icalendar and dateutil, and writes every date in it as one
line of JSON. Local times are turned into instants by the VTIMEZONEs of the file, never by a table of this machine."""
import datetime
import json
import sys

import icalendar
import pytz
from dateutil.rrule import rrulestr

zones = {}


def instant(naive, zone):
    try:
        return zone.localize(naive, is_dst=None).astimezone(pytz.utc)
    except pytz.AmbiguousTimeError:
        return zone.localize(naive, is_dst=True).astimezone(pytz.utc)


def local(prop):
    return prop.dt.replace(tzinfo=None), zones[prop.params["TZID"]] if "TZID" in prop.params else pytz.utc


def listed(event, name):
    values = event.get(name, [])
    return {d.dt.replace(tzinfo=None) for x in (values if isinstance(values, list) else [values]) for d in x.dts}


def recurs(event, start, zone):
    found = {start} | listed(event, "RDATE")
    if "RRULE" in event:
        rule = event["RRULE"]
        if "UNTIL" in rule:  # dateutil wants it on the clock of the start
            rule["UNTIL"] = [rule["UNTIL"][0].astimezone(zone).replace(tzinfo=None)]
        found |= set(rrulestr(rule.to_ical().decode(), dtstart=start))
    return sorted(found)


def dates(event, overrides):
    start, zone = local(event["DTSTART"])
    skipped, found = listed(event, "EXDATE"), []
    for date in recurs(event, start, zone):
        if date in overrides:
            found.append((overrides[date], *local(overrides[date]["DTSTART"])))
        elif date not in skipped:
            found.append((event, date, zone))
    return found


def show(calendar):
    zones.clear()
    zones.update({str(z["TZID"]): z.to_tz() for z in calendar.walk("VTIMEZONE")})
    masters, overrides = [], {}
    for event in calendar.walk("VEVENT"):
        if "RECURRENCE-ID" in event:
            date, _ = local(event["RECURRENCE-ID"])
            overrides.setdefault(str(event["UID"]), {})[date] = event
        else:
            masters.append(event)
    for master in masters:
        for event, date, zone in dates(master, overrides.get(str(master["UID"]), {})):
            print(json.dumps({
                "uid": str(event["UID"]), "title": str(event["SUMMARY"]), "sequence": int(event.get("SEQUENCE", 0)),
                "status": str(event.get("STATUS", "")), "start": instant(date, zone).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "minutes": int(event["DURATION"].dt / datetime.timedelta(minutes=1)),
                "about": str(event.get("DESCRIPTION", "")), "where": str(event.get("LOCATION", ""))}))


for one in icalendar.Calendar.from_ical(sys.stdin.buffer.read(), multiple=True):
    show(one)
