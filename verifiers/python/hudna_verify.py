#!/usr/bin/env python3
"""Verifies a bundle of a Hudna record, from docs/record-format.md alone.

    hudna_verify.py BUNDLE [--held CHECKPOINT_FILE] [--json]

Ends with 0 and a line that sums up what was verified; with 1 and the code of section 7 where the bundle is refused; with 2 where it was
called wrongly. Needs Python 3.11 and PyNaCl (pip install pynacl); nothing of Hudna itself.
"""

import argparse
import base64
import binascii
import datetime
import hashlib
import json
import re
import struct
import sys
import zlib

try:
    from nacl.bindings import crypto_core_ed25519_is_valid_point, crypto_sign_open
    from nacl.exceptions import BadSignatureError
except ImportError:
    sys.exit("hudna_verify.py needs PyNaCl: pip install pynacl")

# Section 8: kind -> (verb, keys, keys that may be missing, standing, keys that speak of earlier entries).
ACTS = {
    kind: (verb, frozenset(keys.split()), frozenset(may.split()), standing, tuple(speaks.split()))
    for kind, verb, keys, may, standing, speaks in [
        ("mission.founded", "administer", "key log title zone_time", "", True, ""),
        ("user.added", "administer", "key user", "party", True, ""),
        ("user.revoked", "administer", "user", "", True, ""),
        ("user.key_changed", "administer", "key user", "", True, ""),
        ("role.given", "administer", "role scope user", "", True, ""),
        ("role.taken", "administer", "role scope user", "", True, ""),
        ("epoch.opened", "administer", "class epoch recipients wrapped", "", True, ""),
        ("witness.admitted", "administer", "key", "party", True, ""),
        ("witness.dismissed", "administer", "key", "", True, ""),
        ("gazetteer.adopted", "administer", "name", "", False, ""),
        ("area.drawn", "administer", "area", "course_of valid_from", False, ""),
        ("recovery.approved", "administer", "user", "", False, ""),
        ("file.taken_in", "collect", "accepted bytes format read set_aside", "", False, ""),
        ("report.filed", "inform", "report", "from", False, "from"),
        ("report.amended", "inform", "of report", "", False, "of"),
        ("translation.added", "collect", "language of", "", False, "of"),
        ("consent.given", "collect", "audience of", "", False, "of"),
        ("consent.withdrawn", "collect", "audience of", "", False, "of"),
        ("attachment.added", "collect", "bytes media_type to", "", False, "to"),
        ("notice.given", "inform", "entry", "", False, ""),
        ("contact.made", "inform", "entry", "", False, ""),
        ("authorisation.answered", "collect", "entry", "", False, ""),
        ("unit.positioned", "collect", "position", "", False, ""),
        ("coverage.recorded", "collect", "coverage", "", False, ""),
        ("register.completed", "collect", "complete", "", False, ""),
        ("candidate.described", "collect", "candidate", "", False, ""),
        ("member.seated", "collect", "member", "", False, ""),
        ("entry.withdrawn", "collect", "of", "", False, "of"),
        ("affiliation.stated", "classify", "affiliation", "", False, ""),
        ("affiliation.disputed", "reply", "by of", "", False, "of"),
        ("answer.linked", "classify", "answer", "", False, ""),
        ("place.confirmed", "classify", "attribute of", "", False, "of"),
        ("reports.joined", "classify", "a b", "seen", False, "a b"),
        ("reports.kept_apart", "classify", "a b", "seen", False, "a b"),
        ("decision.undone", "classify", "of", "seen", False, "of"),
        ("report.graded", "classify", "of", "", False, "of"),
        ("task.given", "verify", "to wanted", "about by", False, ""),
        ("task.closed", "verify", "done of", "", False, "of"),
        ("visit.recorded", "verify", "visit", "task", False, "task"),
        ("holding.recorded", "verify", "holding", "", False, ""),
        ("verification.recorded", "verify", "verification", "", False, ""),
        ("sealed.read", "verify", "what", "about of", False, "of"),
        ("assessment.accepted", "assess", "finding outcome seen", "", False, ""),
        ("assessment.returned", "assess", "finding seen", "", False, ""),
        ("review.made", "assess", "checked finding of seen sound", "", False, "of"),
        ("reply.given", "reply", "finding party", "", False, ""),
        ("recusal.declared", "reply", "case user", "", True, ""),
        ("ruling.made", "rule", "by by_rule finding outcome", "abstained against", False, ""),
        ("reading.ruled", "rule", "by from reading term", "abstained against by_rule", False, ""),
        ("dissent.recorded", "rule", "by of reservation", "", False, "of"),
        ("agreement.proposed", "negotiate", "version", "", False, ""),
        ("agreement.adopted", "rule", "from of", "", False, "of"),
        ("agreement.suspended", "rule", "over", "part", False, ""),
        ("agreement.extended", "rule", "until", "", False, ""),
        ("party.adhered", "negotiate", "from party", "", False, ""),
        ("meeting.held", "negotiate", "at attended convener", "agenda number place", False, ""),
        ("vote.cast", "negotiate", "ballot", "", False, ""),
        ("position.stated", "negotiate", "issue party stance", "at condition_ids conditions meeting statement", False, "meeting statement"),
        ("delegation.named", "negotiate", "capacity from party speaker", "until user", False, ""),
        ("issue.opened", "negotiate", "issue title", "parties", False, ""),
        ("issue.closed", "negotiate", "issue", "article", False, ""),
        ("condition.linked", "negotiate", "condition promise", "", False, ""),
        ("draft.put", "negotiate", "draft version", "", False, ""),
        ("amendment.proposed", "negotiate", "article of paragraph party wording", "", False, "of"),
        ("amendment.answered", "negotiate", "of party stance", "", False, "of"),
        ("article.adopted", "negotiate", "article by_rule of", "", False, "of"),
        ("reservation.entered", "negotiate", "of party words", "article", False, "of"),
        ("statement.interpretive", "negotiate", "of party words", "article", False, "of"),
        ("promise.made", "negotiate", "by id to what", "due due_rule needs not_before on theme until valid_for verifier", False, ""),
        ("promise.claimed", "negotiate", "by id", "scale", False, ""),
        ("promise.extended", "negotiate", "by due id", "", False, ""),
        ("promise.released", "negotiate", "by id", "", False, ""),
        ("promise.withdrawn", "negotiate", "by id", "", False, ""),
        ("condition.put", "negotiate", "by declarers id what", "not_before", False, ""),
        ("condition.declared", "negotiate", "by holds id", "", False, ""),
        ("sequence.read", "negotiate", "by how id on", "", False, ""),
        ("vote.put", "negotiate", "by_rule of voters", "article meeting", False, "meeting of"),
        ("sequence.ruled", "rule", "by how id on", "", False, ""),
        ("promise.verified", "verify", "id scale", "valid_until", False, ""),
        ("nomination.made", "negotiate", "body candidate party", "keep_until", False, ""),
        ("objection.made", "negotiate", "of party", "", False, "of"),
        ("nomination.withdrawn", "negotiate", "of party", "", False, "of"),
        ("objection.answered", "negotiate", "of party", "", False, "of"),
        ("nomination.appealed", "negotiate", "of party", "", False, "of"),
        ("nomination.ruled", "rule", "accepted by candidate of", "against", False, "of"),
        ("body.formed", "rule", "body name panel quorum", "appeal_hours appeal_panel objection_hours reply_hours ruling_hours", False, ""),
        ("team.formed", "collect", "body members team", "", False, ""),
        ("post.opened", "collect", "from post sector", "", False, ""),
        ("post.closed", "collect", "of until", "", False, "of"),
        ("camera.reported", "collect", "at camera sector up", "", False, ""),
        ("patrol.planned", "verify", "patrol team way", "asked", False, ""),
        ("patrol.reported", "verify", "cleared legs of over", "denied", False, "of"),
        ("clearance.answered", "reply", "granted of party", "", False, "of"),
        ("complaint.made", "reply", "about party", "body", False, ""),
        ("complaint.answered", "inform", "of", "", False, "of"),
        ("complaint.ruled", "rule", "by of upheld", "against", False, "of"),
        ("publication.made", "publish", "audience document document_kind", "from number restates", False, "restates"),
        ("redaction.made", "publish", "because parts", "", False, ""),
        ("consultation.opened", "publish", "id title", "", False, ""),
        ("statement.put", "publish", "consultation id text", "", False, "consultation"),
        ("consultation.counted", "collect", "consultation people statements votes", "", False, "consultation"),
    ]
}

# Section 8: role -> verbs.
ROLES = {
    "monitor": {"inform"},
    "team_leader": {"inform", "collect", "verify"},
    "duty_officer": {"inform", "collect"},
    "verifier": {"inform", "classify", "verify"},
    "party_delegate": {"inform", "reply", "negotiate"},
    "assessor": {"assess"},
    "commissioner": {"assess", "rule", "reply"},
    "chair": {"assess", "rule", "publish", "reply"},
    "secretary": {"collect", "publish", "negotiate"},
    "analyst": {"classify"},
    "interpreter": {"collect"},
    "auditor": set(),
    "operator": {"administer", "collect"},
}

# Section 8: the values of acts that are not standing: kind -> key -> form.
VALUES = {
    "gazetteer.adopted": {"name": "text"},
    "area.drawn": {"area": "text", "course_of": "text", "valid_from": "moment"},
    "recovery.approved": {"user": "text"},
    "file.taken_in": {"accepted": "count", "bytes": "count", "format": "text", "read": "count", "set_aside": "count"},
    "report.filed": {"from": "text", "report": "report"},
    "report.amended": {"of": "text", "report": "report"},
    "translation.added": {"language": "text", "of": "text"},
    "consent.given": {"audience": "audience", "of": "text"},
    "consent.withdrawn": {"audience": "audience", "of": "text"},
    "attachment.added": {"bytes": "count", "media_type": "text", "to": "text"},
    "notice.given": {"entry": "entry"},
    "contact.made": {"entry": "entry"},
    "authorisation.answered": {"entry": "entry"},
    "unit.positioned": {"position": "position"},
    "coverage.recorded": {"coverage": "coverage"},
    "register.completed": {"complete": "complete"},
    "candidate.described": {"candidate": "candidate"},
    "member.seated": {"member": "member"},
    "entry.withdrawn": {"of": "text"},
    "affiliation.stated": {"affiliation": "affiliation"},
    "affiliation.disputed": {"by": "text", "of": "text"},
    "answer.linked": {"answer": "answer"},
    "place.confirmed": {"attribute": "attribute", "of": "text"},
    "reports.joined": {"a": "text", "b": "text", "seen": "[seen]+"},
    "reports.kept_apart": {"a": "text", "b": "text", "seen": "[seen]+"},
    "decision.undone": {"of": "text", "seen": "[seen]+"},
    "report.graded": {"of": "text"},
    "task.given": {"about": "finding", "by": "moment", "to": "text", "wanted": "[text]"},
    "task.closed": {"done": "yes", "of": "text"},
    "visit.recorded": {"task": "text", "visit": "visit"},
    "holding.recorded": {"holding": "holding"},
    "verification.recorded": {"verification": "verification"},
    "sealed.read": {"about": "text", "of": "text", "what": "text"},
    "assessment.accepted": {"finding": "finding", "outcome": "outcome", "seen": "seen"},
    "assessment.returned": {"finding": "finding", "seen": "seen"},
    "review.made": {"checked": "checked", "finding": "finding", "of": "text", "seen": "seen", "sound": "yes"},
    "reply.given": {"finding": "finding", "party": "text"},
    "ruling.made": {"abstained": "[text]+", "against": "[text]+", "by": "[text]", "by_rule": "text", "finding": "finding", "outcome": "outcome"},
    "reading.ruled": {"abstained": "[text]+", "against": "[text]+", "by": "[text]", "by_rule": "text", "from": "moment", "reading": "text", "term": "text"},
    "dissent.recorded": {"by": "text", "of": "text", "reservation": "yes"},
    "agreement.proposed": {"version": "integer"},
    "agreement.adopted": {"from": "moment", "of": "text"},
    "agreement.suspended": {"over": "time", "part": "text"},
    "agreement.extended": {"until": "moment"},
    "party.adhered": {"from": "moment", "party": "text"},
    "meeting.held": {"agenda": "[text]+", "at": "time", "attended": "{[text]}", "convener": "text", "number": "count 32", "place": "both"},
    "vote.cast": {"ballot": "ballot"},
    "position.stated": {
        "at": "moment",
        "condition_ids": "[text]+",
        "conditions": "[both]+",
        "issue": "text",
        "meeting": "text",
        "party": "text",
        "stance": "stance",
        "statement": "text",
    },
    "delegation.named": {"capacity": "text", "from": "moment", "party": "text", "speaker": "text", "until": "moment", "user": "text"},
    "issue.opened": {"issue": "text", "parties": "[text]+", "title": "both"},
    "issue.closed": {"article": "text", "issue": "text"},
    "condition.linked": {"condition": "text", "promise": "text"},
    "draft.put": {"draft": "text", "version": "count 32"},
    "amendment.proposed": {"article": "text", "of": "text", "paragraph": "text", "party": "text", "wording": "both"},
    "amendment.answered": {"of": "text", "party": "text", "stance": "stance"},
    "article.adopted": {"article": "text", "by_rule": "text", "of": "text"},
    "reservation.entered": {"article": "text", "of": "text", "party": "text", "words": "both"},
    "statement.interpretive": {"article": "text", "of": "text", "party": "text", "words": "both"},
    "promise.made": {
        "by": "text",
        "due": "moment",
        "due_rule": "text",
        "id": "text",
        "needs": "[need]+",
        "not_before": "text",
        "on": "[text]+",
        "theme": "text",
        "to": "[text]",
        "until": "text",
        "valid_for": "text",
        "verifier": "text",
        "what": "both",
    },
    "promise.claimed": {"by": "text", "id": "text", "scale": "scale"},
    "promise.extended": {"by": "text", "due": "moment", "id": "text"},
    "promise.released": {"by": "text", "id": "text"},
    "promise.withdrawn": {"by": "text", "id": "text"},
    "condition.put": {"by": "text", "declarers": "[text]", "id": "text", "not_before": "moment", "what": "both"},
    "condition.declared": {"by": "text", "holds": "yes", "id": "text"},
    "sequence.read": {"by": "text", "how": "order", "id": "text", "on": "text"},
    "vote.put": {"article": "text", "by_rule": "text", "meeting": "text", "of": "text", "voters": "[text]"},
    "sequence.ruled": {"by": "[text]", "how": "order", "id": "text", "on": "text"},
    "promise.verified": {"id": "text", "scale": "scale", "valid_until": "moment"},
    "nomination.made": {"body": "text", "candidate": "text", "keep_until": "moment", "party": "text"},
    "objection.made": {"of": "text", "party": "text"},
    "nomination.withdrawn": {"of": "text", "party": "text"},
    "objection.answered": {"of": "text", "party": "text"},
    "nomination.appealed": {"of": "text", "party": "text"},
    "nomination.ruled": {"accepted": "yes", "against": "[text]+", "by": "[text]", "candidate": "text", "of": "text"},
    "body.formed": {
        "appeal_hours": "count 32",
        "appeal_panel": "[text]+",
        "body": "text",
        "name": "both",
        "objection_hours": "count 32",
        "panel": "[text]",
        "quorum": "count 32",
        "reply_hours": "count 32",
        "ruling_hours": "count 32",
    },
    "team.formed": {"body": "text", "members": "[text]", "team": "text"},
    "post.opened": {"from": "moment", "post": "text", "sector": "text"},
    "post.closed": {"of": "text", "until": "moment"},
    "camera.reported": {"at": "moment", "camera": "text", "sector": "text", "up": "yes"},
    "patrol.planned": {"asked": "[text]+", "patrol": "text", "team": "text", "way": "way"},
    "patrol.reported": {"cleared": "yes", "denied": "[text]+", "legs": "[leg]", "of": "text", "over": "time"},
    "clearance.answered": {"granted": "yes", "of": "text", "party": "text"},
    "complaint.made": {"about": "text", "body": "text", "party": "text"},
    "complaint.answered": {"of": "text"},
    "complaint.ruled": {"against": "[text]+", "by": "[text]", "of": "text", "upheld": "yes"},
    "publication.made": {"audience": "audience", "document": "digest", "document_kind": "text", "from": "moment", "number": "text", "restates": "text"},
    "redaction.made": {"because": "text", "parts": "[digest]"},
    "consultation.opened": {"id": "text", "title": "both"},
    "statement.put": {"consultation": "text", "id": "text", "text": "both"},
    "consultation.counted": {"consultation": "text", "people": "count", "statements": "count", "votes": "count"},
}

# Section 8: form -> the keys of such an object; `?` after one that may be left out.
OBJECTS = {
    "report": {"aggregate?": "true", "deeds": "[deed]", "reported_at?": "moment"},
    "deed": {"claims": "[claim]"},
    "time": {"hi": "moment", "lo": "moment"},
    "range": {"best": "number", "high": "number", "low": "number"},
    "finding": {"norm": "text", "subject": "text", "version": "integer"},
    "seen": {"incident": "text", "version": "count 32"},
    "checked": {"against": "check", "means": "check", "place": "check", "reply": "check", "sources": "check", "time": "check"},
    "both": {"ar?": "text", "en?": "text"},
    "need": {"how": "order", "on": "text", "read_by?": "text"},
    "origin": {"file": "text", "line": "count 32", "own_id": "text or null"},
    "entry": {
        "act": "[value act]",
        "answer": "text or null",
        "origin?": "origin",
        "party": "text or null",
        "place?": "region",
        "purpose": "[value purpose]",
        "sent_at": "time or null",
        "unit": "text or null",
        "window": "time or null",
    },
    "position": {
        "declared": "yes or null",
        "from": "time or null",
        "origin?": "origin",
        "party": "text or null",
        "place?": "region",
        "unit": "text or null",
        "until": "time or null",
    },
    "coverage": {
        "cameras": "number or null",
        "cameras_up": "number or null",
        "denied?": "number",
        "note?": "text",
        "origin?": "origin",
        "over": "time",
        "patrol_hours": "number or null",
        "planned_hours": "number or null",
        "posts?": "number",
        "sector": "text",
    },
    "leg": {"hours": "number", "sector": "text"},
    "complete": {"by?": "text", "over": "time", "register": "register"},
    "candidate": {
        "at": "time or null",
        "body": "text or null",
        "id": "text",
        "nominated_by": "[value nominated_by]",
        "origin?": "origin",
        "rank": "[value rank]",
        "served_as": "[value served_as]",
        "served_in": "[value served_in]",
        "years_service": "range or null",
    },
    "member": {
        "body": "text",
        "from": "time or null",
        "id": "text",
        "origin?": "origin",
        "party": "[value party]",
        "rank": "[value rank]",
        "role": "[value role]",
        "until": "time or null",
    },
    "affiliation": {
        "by?": "text",
        "change": "text or null",
        "disputed_by": "[text]",
        "from": "time or null",
        "is": "link",
        "of": "text",
        "origin?": "origin",
        "to": "text",
        "until": "time or null",
    },
    "answer": {"act?": "word", "answers?": "word", "origin?": "origin"},
    "visit": {
        "access": "text or null",
        "at": "time or null",
        "delay_min": "range or null",
        "origin?": "origin",
        "party": "text or null",
        "place?": "region",
        "reason?": "text",
        "site": "text",
        "team": "text or null",
    },
    "holding": {
        "at": "time or null",
        "calibre_mm": "range or null",
        "count": "range or null",
        "declared": "yes or null",
        "id": "text",
        "origin?": "origin",
        "party": "text or null",
        "place?": "region",
        "site": "text",
        "state": "text or null",
        "unit": "text or null",
        "weapon": "[value weapon]",
    },
    "verification": {
        "at": "time",
        "by?": "text",
        "incident?": "text",
        "norm": "text",
        "origin?": "origin",
        "party": "text or null",
        "state": "state",
        "valid_until": "moment or null",
    },
    "ballot": {
        "at": "time or null",
        "body": "text or null",
        "decision": "text",
        "member": "text",
        "origin?": "origin",
        "party": "[value party]",
        "present": "[value present]",
        "role": "[value role]",
        "vote": "[value vote]",
    },
}

# Section 8: form -> one of these words.
WORDS = {
    "audience": set("parties public".split()),
    "check": set("yes no not_applicable".split()),
    "link": set("belongs_to integrated_into under_command_of mobilised_by escorted_by".split()),
    "order": set("before concurrent conditional free".split()),
    "outcome": set("breach undetermined permitted not_covered".split()),
    "register": set("notices authorisations contacts visits verifications holdings positions coverage answers links candidates members votes".split()),
    "stance": set("accepts accepts_with_reservation rejects silent absent".split()),
    "state": set("done not_done partial claimed".split()),
    "way": set("road flight".split()),
}

# Section 8: attributes in their order -> what their values are.
ATTRIBUTES = {
    "act": "code",
    "at": "time",
    "until": "time",
    "place": "place",
    "origin": "place",
    "observer_place": "place",
    "means": "code",
    "actor": "actor",
    "target": "actor",
    "target_kind": "code",
    "site_kind": "code",
    "ordered_by": "actor",
    "weapon": "code",
    "calibre_mm": "number",
    "range_km": "number",
    "rounds": "number",
    "explosions": "number",
    "killed": "number",
    "injured": "number",
    "purpose": "code",
    "invoked": "code",
    "access": "code",
    "delay_min": "number",
    "years_service": "number",
    "rank": "code",
    "served_in": "actor",
    "served_as": "code",
    "nominated_by": "actor",
    "role": "code",
    "present": "code",
    "vote": "code",
    "party": "actor",
    "target_party": "actor",
}

# Section 8: in whose name: kind -> the key that names the party.
PARTY_KEYS = {
    "reply.given": "party",
    "position.stated": "party",
    "delegation.named": "party",
    "amendment.proposed": "party",
    "amendment.answered": "party",
    "reservation.entered": "party",
    "statement.interpretive": "party",
    "party.adhered": "party",
    "nomination.made": "party",
    "objection.made": "party",
    "nomination.withdrawn": "party",
    "objection.answered": "party",
    "nomination.appealed": "party",
    "clearance.answered": "party",
    "complaint.made": "party",
    "affiliation.disputed": "by",
    "promise.made": "by",
    "promise.claimed": "by",
    "promise.extended": "by",
    "promise.released": "by",
    "promise.withdrawn": "by",
    "condition.put": "by",
    "condition.declared": "by",
    "sequence.read": "by",
}
ANNOUNCED = {"notice.given", "contact.made"}
CASE_KINDS = {"assessment.accepted", "assessment.returned", "review.made", "ruling.made"}
PAIRS = {"reports.joined", "reports.kept_apart"}
CLASSES = {"open", "source", "place", "narrative", "attachment"}
PLACES = {"place", "origin", "observer_place"}

# Section 8: (kind, key) -> the kinds of entries that it may name; None for any.
ROWS = {
    "notice.given",
    "contact.made",
    "authorisation.answered",
    "unit.positioned",
    "coverage.recorded",
    "register.completed",
    "candidate.described",
    "member.seated",
    "affiliation.stated",
    "answer.linked",
    "visit.recorded",
    "holding.recorded",
    "verification.recorded",
    "vote.cast",
}
TOLD = {"report.filed", "report.amended"}
NAMES = {
    ("report.filed", "from"): {"file.taken_in"},
    ("report.amended", "of"): {"report.filed"},
    ("place.confirmed", "of"): {"report.filed"},
    ("report.graded", "of"): {"report.filed"},
    ("reports.joined", "a"): {"report.filed"},
    ("reports.joined", "b"): {"report.filed"},
    ("reports.kept_apart", "a"): {"report.filed"},
    ("reports.kept_apart", "b"): {"report.filed"},
    ("translation.added", "of"): TOLD,
    ("consent.given", "of"): TOLD,
    ("consent.withdrawn", "of"): TOLD,
    ("sealed.read", "of"): TOLD,
    ("attachment.added", "to"): None,
    ("entry.withdrawn", "of"): ROWS,
    ("affiliation.disputed", "of"): {"affiliation.stated"},
    ("decision.undone", "of"): PAIRS,
    ("task.closed", "of"): {"task.given"},
    ("visit.recorded", "task"): {"task.given"},
    ("review.made", "of"): {"assessment.accepted"},
    ("dissent.recorded", "of"): {"ruling.made", "reading.ruled"},
    ("agreement.adopted", "of"): {"agreement.proposed"},
    ("position.stated", "meeting"): {"meeting.held"},
    ("vote.put", "meeting"): {"meeting.held"},
    ("vote.put", "of"): {"draft.put"},
    ("position.stated", "statement"): {"file.taken_in", "attachment.added", "meeting.held", "statement.interpretive"},
    ("amendment.proposed", "of"): {"draft.put"},
    ("article.adopted", "of"): {"draft.put"},
    ("amendment.answered", "of"): {"amendment.proposed"},
    ("reservation.entered", "of"): {"agreement.proposed", "draft.put"},
    ("statement.interpretive", "of"): {"agreement.proposed", "draft.put"},
    ("objection.made", "of"): {"nomination.made", "candidate.described"},
    ("nomination.withdrawn", "of"): {"nomination.made"},
    ("objection.answered", "of"): {"objection.made"},
    ("nomination.appealed", "of"): {"nomination.ruled"},
    ("nomination.ruled", "of"): {"nomination.made", "nomination.appealed"},
    ("post.closed", "of"): {"post.opened"},
    ("patrol.reported", "of"): {"patrol.planned"},
    ("clearance.answered", "of"): {"patrol.planned"},
    ("complaint.answered", "of"): {"complaint.made"},
    ("complaint.ruled", "of"): {"complaint.made"},
    ("publication.made", "restates"): {"publication.made"},
    ("statement.put", "consultation"): {"consultation.opened"},
    ("consultation.counted", "consultation"): {"consultation.opened"},
}

SAFE = 2**53 - 1
MOST_LEAF = 65_535
MOST_BUNDLE = 2**30
MOST_SMALL = 65_536
MOST_NOTE = 2**18
MOST_LINES = 100
MOST_DEPTH = 100
AHEAD = 5 * 60 * 1_000_000
SIGNS = "[A-Z2-7]{16}"
USER = re.compile(f"U-{SIGNS}")
ENTRY = re.compile(f"E-{SIGNS}")
MISSION = re.compile(f"hudna[.]mission/{SIGNS}")


class Refused(Exception):
    """The bundle is refused: the code of section 7, the entry's number where there is one, and a word on it for people."""

    def __init__(self, code, why="", entry=None):
        super().__init__(code)
        self.code, self.why, self.entry = code, why, entry


class Malformed(ValueError):
    """Bytes that are not what they should be; whoever asked knows the code for it."""


# --- Section 1: canonical JSON ---------------------------------------------------------------------------------------------------------


def number(value):
    """A float as ECMAScript's Number::toString writes it."""
    if value != value or value in (float("inf"), float("-inf")):
        raise Malformed("not a finite number")
    if value == 0:
        return "0"
    sign, text = ("-" if value < 0 else ""), repr(abs(value))
    mantissa, _, exponent = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits, point = whole + fraction, len(whole) + int(exponent or 0)
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.strip("0")
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = "." + digits[1:] if count > 1 else ""
    return f"{sign}{digits[0]}{rest}e{point - 1:+d}"


def written(value, out, depth):
    """Appends the canonical form of a value."""
    kind = type(value)
    if kind is str:
        out.append(json.dumps(value, ensure_ascii=False))
    elif value is None:
        out.append("null")
    elif kind is bool:
        out.append("true" if value else "false")
    elif kind is int:
        if abs(value) > SAFE:
            raise Malformed("an integer beyond 2^53 - 1")
        out.append(str(value))
    elif kind is float:
        text = number(value)
        if abs(value) > SAFE and "e" not in text:
            raise Malformed("an integer beyond 2^53 - 1")
        out.append(text)
    elif depth >= MOST_DEPTH:
        raise Malformed("nested too deep")
    elif kind is list:
        out.append("[")
        for i, item in enumerate(value):
            if i:
                out.append(",")
            written(item, out, depth + 1)
        out.append("]")
    else:
        out.append("{")
        for i, key in enumerate(sorted(value, key=lambda k: k.encode("utf-16-be"))):
            if i:
                out.append(",")
            out.append(json.dumps(key, ensure_ascii=False))
            out.append(":")
            written(value[key], out, depth + 1)
        out.append("}")


def no_constant(name):
    raise Malformed(f"{name} is not JSON")


def from_canonical(data):
    """The value whose canonical form these bytes are, to the last byte."""
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=no_constant)
        out = []
        written(value, out, 0)
        again = "".join(out).encode("utf-8")
    except (ValueError, RecursionError) as why:
        raise Malformed(str(why)) from None
    if again != data:
        raise Malformed("not canonical")
    return value


def base_64(text, length=None):
    """Bytes from padded base 64 with no second form."""
    if type(text) is not str:
        raise Malformed("not text")
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("not base 64") from None
    if base64.b64encode(data).decode() != text or (length is not None and len(data) != length):
        raise Malformed("not base 64 of the right length")
    return data


def keys_are(value, required, may=frozenset()):
    """Whether it is an object with these keys and no other."""
    return type(value) is dict and required <= value.keys() and value.keys() <= required | may


def is_count(value, most=SAFE):
    return type(value) is int and 0 <= value <= most


def is_digest(value):
    try:
        return len(base_64(value)) == 32
    except Malformed:
        return False


# --- Section 2: keys and signatures ----------------------------------------------------------------------------------------------------

valid_points = {}


def is_key(key):
    """Whether 32 bytes are the canonical encoding of a point of prime order."""
    known = valid_points.get(key)
    if known is None:
        known = valid_points[key] = crypto_core_ed25519_is_valid_point(key)
    return known


def is_signed(message, key, sig):
    """RFC 8032 without cofactor.

    RFC 8032 lets a check multiply by the cofactor, and builds of libsodium differ. That makes no difference where both the key and the
    signature's R are of prime order, and R of any other order never passes the check without it: so R is looked at too.
    """
    if not is_key(key) or not crypto_core_ed25519_is_valid_point(sig[:32]):
        return False
    try:
        crypto_sign_open(sig + message, key)
    except BadSignatureError:
        return False
    return True


# --- Section 3: leaves -----------------------------------------------------------------------------------------------------------------


class Entry:
    """A leaf read as far as section 7 asks."""

    __slots__ = ("number", "signed", "body", "act", "kind", "recorded_at", "sig")

    def __init__(self, number_, leaf):
        self.number = number_
        if len(leaf) > MOST_LEAF:
            raise Malformed("too large")
        end = len(leaf) - 90
        if not (leaf.startswith(b'{"body":') and leaf.endswith(b'"}') and leaf[end - 8 : end] == b',"sig":"'):
            raise Malformed("not framed")
        try:
            self.sig = base_64(leaf[end:-2].decode("ascii"), 64)
        except UnicodeDecodeError:
            raise Malformed("not framed") from None
        start = leaf.rfind(b',"recorded_at":', 0, end)
        moment = leaf[start + 15 : end - 8]
        if start < 8 or not re.fullmatch(rb"0|-?[1-9][0-9]{0,15}", moment) or abs(int(moment)) > SAFE:
            raise Malformed("not framed")
        self.recorded_at = int(moment)
        self.signed = leaf[8:start]
        self.body = from_canonical(self.signed)
        self.check()

    def check(self):
        body = self.body
        if not keys_are(body, {"act", "actor", "at", "id", "mission", "v"}, {"parts"}):
            raise Malformed("not the keys of a body")
        if body["v"] != 1 or type(body["v"]) is not int:
            raise Malformed("another format")
        for key, form in (("actor", USER), ("id", ENTRY), ("mission", MISSION)):
            if type(body[key]) is not str or not form.fullmatch(body[key]):
                raise Malformed(f"{key} is not written as ids are")
        if moment_of(body["at"]) is None:
            raise Malformed("at is no moment")
        names = set()
        if "parts" in body:
            if type(body["parts"]) is not list or not body["parts"]:
                raise Malformed("parts are no list")
            for part in body["parts"]:
                if not keys_are(part, {"class", "digest", "name"}) or type(part["name"]) is not str:
                    raise Malformed("not a part")
                if not is_class(part["class"]) or not is_digest(part["digest"]) or part["name"] in names:
                    raise Malformed("not a part")
                names.add(part["name"])
        self.act = act = body["act"]
        if type(act) is not dict or type(act.get("kind")) is not str or act["kind"] not in ACTS:
            raise Malformed("of a kind not known")
        self.kind = act["kind"]
        _, required, may, standing, _ = ACTS[self.kind]
        if not keys_are(act, required | {"kind"}, may) or None in act.values():
            raise Malformed("not the keys of its kind")
        if standing and not all(FORMS[key](act[key]) for key in act if key != "kind"):
            raise Malformed("a value is not of its form")


def moment_of(value):
    """Microseconds; a number, or text where no number is exact."""
    if type(value) is int:
        return value
    if type(value) is str and re.fullmatch(r"-?[1-9][0-9]{15,18}", value) and SAFE < abs(int(value)):
        return int(value) if -(2**63) <= int(value) < 2**63 else None
    return None


def is_text(value):
    return type(value) is str


def is_class(value):
    return is_text(value) and value in CLASSES


def is_scope(value):
    if type(value) is dict and len(value) == 1:
        ((key, name),) = value.items()
        return key in ("party", "sector") and is_text(name)
    return value == "mission"


def is_title(value):
    return keys_are(value, frozenset(), {"ar", "en"}) and all(is_text(v) for v in value.values())


# Forms of the values of standing acts. A key of 32 bytes and the key of a witness are both called `key`: told apart below.
FORMS = {
    "case": is_text,
    "class": is_class,
    "epoch": lambda value: is_count(value, 2**32 - 1),
    "key": is_text,
    "log": is_text,
    "party": is_text,
    "recipients": lambda value: type(value) is list and all(is_text(v) for v in value),
    "role": is_text,
    "scope": is_scope,
    "title": is_title,
    "user": is_text,
    "wrapped": is_digest,
    "zone_time": is_text,
}
WITH_KEYS = {"mission.founded", "user.added", "user.key_changed"}


def read_entry(index, leaf):
    try:
        entry = Entry(index, leaf)
        if entry.kind in WITH_KEYS:
            base_64(entry.act["key"], 32)
        return entry
    except Malformed as why:
        raise Refused("entry-not-understood", str(why), index) from None


# --- Section 5: the tree ---------------------------------------------------------------------------------------------------------------


def leaf_hash(leaf):
    return hashlib.sha256(b"\0" + leaf).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    """The root over leaf hashes."""
    stack = []
    for count, value in enumerate(hashes):
        while count & 1:
            value = node(stack.pop(), value)
            count >>= 1
        stack.append(value)
    if not stack:
        return hashlib.sha256().digest()
    root = stack.pop()
    while stack:
        root = node(stack.pop(), root)
    return root


def is_included(index, size, value, proof, root):
    if index >= size:
        return False
    fn, sn = index, size - 1
    for other in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            value = node(other, value)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            value = node(value, other)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and value == root


def is_consistent(first, second, first_root, second_root, proof):
    if first > second:
        return False
    if first == second:
        return first_root == second_root and not proof
    if first == 0:
        return not proof and first_root == hashlib.sha256().digest()
    if first & (first - 1) == 0:
        proof = [first_root, *proof]
    if not proof:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = proof[0]
    for other in proof[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(other, fr), node(other, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, other)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


# --- Section 6: heads ------------------------------------------------------------------------------------------------------------------


class Head:
    """A checkpoint: what it says, its text, its signature lines as (name, key id, bytes)."""

    def __init__(self, data):
        if len(data) > MOST_NOTE or any(byte < 0x20 and byte != 0x0A for byte in data):
            raise Malformed("not a note")
        try:
            note = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed("not a note") from None
        text, gap, lines = note.rpartition("\n\n")
        said = text.split("\n")
        if not gap or not lines.endswith("\n") or len(said) != 3:
            raise Malformed("not a checkpoint")
        self.text = (text + "\n").encode("utf-8")
        self.origin, size, root = said
        if not is_name(self.origin) or not re.fullmatch("0|[1-9][0-9]{0,19}", size) or int(size) >= 2**64:
            raise Malformed("not a checkpoint")
        self.size, self.root = int(size), base_64(root, 32)
        self.lines = [self.line(line) for line in lines[:-1].split("\n")]
        if len(self.lines) > MOST_LINES:
            raise Malformed("too many signatures")

    @staticmethod
    def line(line):
        dash, _, rest = line.partition(" ")
        name, space, sig = rest.partition(" ")
        data = base_64(sig)
        if dash != "\u2014" or not space or not is_name(name) or len(data) < 5:
            raise Malformed("not a signature line")
        return name, data[:4], data[4:]

    def is_by(self, log):
        """Whether the host signed it: a line that claims to be by its key and is not decides against it."""
        name, key = log
        own = [sig for theirs, key_id, sig in self.lines if (theirs, key_id) == (name, key_id_of(name, 1, key))]
        return own != [] and all(len(sig) == 64 and is_signed(self.text, key, sig) for sig in own)


def is_name(name):
    return name != "" and not any(c == "+" or c < " " or c.isspace() for c in name)


def key_id_of(name, algorithm, key):
    return hashlib.sha256(name.encode("utf-8") + bytes([0x0A, algorithm]) + key).digest()[:4]


def verifier_key(text, algorithm):
    """Name and key of a C2SP verifier key; None where it is none of that algorithm."""
    name, _, rest = text.partition("+")
    key_id, _, key = rest.partition("+")
    try:
        data = base_64(key, 33)
    except Malformed:
        return None
    if not is_name(name) or data[0] != algorithm or not is_key(data[1:]):
        return None
    if key_id != key_id_of(name, algorithm, data[1:]).hex():
        return None
    return name, data[1:]


# --- Section 7: the file ---------------------------------------------------------------------------------------------------------------


def members_of(data):
    """Names and contents of a plain ZIP, in order. Nothing is inflated beyond what the directory owned up to."""
    if len(data) > MOST_BUNDLE:
        raise Refused("bundle-too-large", "the file")
    try:
        return plain_zip(memoryview(data))
    except (struct.error, zlib.error, IndexError) as why:
        raise Malformed(str(why)) from None


def plain_zip(data):
    end = len(data) - 22
    if end < 0:
        raise Malformed("no ZIP")
    magic, disk, start_disk, here, count, length, start, comment = struct.unpack_from("<IHHHHIIH", data, end)
    if magic != 0x06054B50 or disk or start_disk or here != count or comment or start + length != end:
        raise Malformed("no plain ZIP")
    at, local, total, found = start, 0, 0, []
    for _ in range(count):
        if bytes(data[at : at + 4]) != b"PK\x01\x02":
            raise Malformed("no plain ZIP")
        (flags, method, crc, packed, size, names, extra, note, disk, offset) = struct.unpack_from("<8xHH4xIIIHHHH6xI", data, at)
        name = bytes(data[at + 46 : at + 46 + names])
        if flags & ~0x0806 or extra or note or disk or offset != local or at + 46 + names > end:
            raise Malformed("no plain ZIP")
        theirs = struct.unpack_from("<4xxxHH4xIIIHH", data, local)
        if bytes(data[local : local + 4]) != b"PK\x03\x04" or theirs != (flags, method, crc, packed, size, names, 0):
            raise Malformed("no plain ZIP")
        begin = local + 30 + names
        local, at, total = begin + packed, at + 46 + names, total + size
        if bytes(data[begin - names : begin]) != name or local > start:
            raise Malformed("no plain ZIP")
        if total > MOST_BUNDLE:
            raise Refused("bundle-too-large", "inflated")
        found.append((name, method, crc, size, data[begin:local]))
    if at != end or local != start:
        raise Malformed("no plain ZIP")
    return [(decoded(name), inflated(*rest)) for name, *rest in found]


def decoded(name):
    try:
        return name.decode("ascii")
    except UnicodeDecodeError:
        raise Malformed("a member's name") from None


def inflated(method, crc, size, packed):
    if method == 0:
        content = bytes(packed)
    elif method == 8:
        stream = zlib.decompressobj(-15)
        content = stream.decompress(packed, size + 1)
        if not stream.eof or stream.unused_data or stream.unconsumed_tail:
            raise Malformed("a member is not deflated whole")
    else:
        raise Malformed("a member is neither stored nor deflated")
    if len(content) != size or zlib.crc32(content) != crc:
        raise Malformed("a member differs from its directory")
    return content


def lines_of(data):
    """Canonical JSON lines, each ended by a line feed."""
    if data and not data.endswith(b"\n"):
        raise Malformed("the last line has no end")
    return [from_canonical(line) for line in data.split(b"\n")[:-1]]


def tile_name(tile, width):
    groups = [f"{tile % 1000:03d}"]
    while tile >= 1000:
        tile //= 1000
        groups.insert(0, f"x{tile % 1000:03d}")
    return "tile/entries/" + "/".join(groups) + ("" if width == 256 else f".p/{width}")


def leaves_of(tile, width):
    leaves, at = [], 0
    for _ in range(width):
        (length,) = struct.unpack_from(">H", tile, at)
        if at + 2 + length > len(tile):
            raise Malformed("an entry bundle ends too soon")
        leaves.append(tile[at + 2 : at + 2 + length])
        at += 2 + length
    if at != len(tile):
        raise Malformed("an entry bundle goes on too long")
    return leaves


class Bundle:
    """What the members hold, each checked for its form."""

    def __init__(self, members):
        names = [name for name, _ in members]
        held = dict(members)
        if names[:2] != ["hudna.json", "checkpoint"] or len(held) != len(names) or len(held["hudna.json"]) > MOST_SMALL:
            raise Malformed("members")
        self.about = self.manifest(held["hudna.json"])
        self.head = Head(held["checkpoint"])
        self.whole, self.size = self.about["entries"] == "all", self.about["size"]
        tail, self.consistency, self.proofs = ["opened.jsonl"], None, []
        if self.whole:
            tiles = -(-self.size // 256)
            if len(names) != tiles + 3:
                raise Malformed("members")
            widths = [min(256, self.size - 256 * i) for i in range(tiles)]
            middle = [tile_name(i, width) for i, width in enumerate(widths)]
        else:
            middle = ["excerpt.jsonl"]
            if "consistency.json" in held:
                middle.append("consistency.json")
        if names[2:] != middle + tail:
            raise Malformed("members")
        if self.whole:
            try:
                tiles = [leaves_of(held[name], width) for name, width in zip(middle, widths)]
            except struct.error:
                raise Malformed("an entry bundle ends too soon") from None
            self.leaves = list(enumerate(leaf for tile in tiles for leaf in tile))
        else:
            self.leaves = []
            self.excerpt(held["excerpt.jsonl"])
            if "consistency.json" in held:
                self.consistency = self.extension(held["consistency.json"])
        self.opened = self.parts(held["opened.jsonl"])

    @staticmethod
    def manifest(data):
        if not data.endswith(b"\n"):
            raise Malformed("hudna.json")
        about = from_canonical(data[:-1])
        if not keys_are(about, {"entries", "format", "mission", "size"}, {"for"}) or about["format"] != "hudna bundle 1":
            raise Malformed("hudna.json")
        if about["entries"] not in ("all", "some") or not is_count(about["size"]):
            raise Malformed("hudna.json")
        if not is_text(about["mission"]) or not MISSION.fullmatch(about["mission"]) or not is_text(about.get("for", "")):
            raise Malformed("hudna.json")
        return about

    def excerpt(self, data):
        for line in lines_of(data):
            if not keys_are(line, {"index", "leaf", "proof"}) or not is_count(line["index"]) or type(line["proof"]) is not list:
                raise Malformed("excerpt.jsonl")
            if self.leaves and line["index"] <= self.leaves[-1][0]:
                raise Malformed("excerpt.jsonl is not rising")
            self.leaves.append((line["index"], base_64(line["leaf"])))
            self.proofs.append([base_64(text, 32) for text in line["proof"]])

    @staticmethod
    def extension(data):
        if len(data) > MOST_SMALL or not data.endswith(b"\n"):
            raise Malformed("consistency.json")
        value = from_canonical(data[:-1])
        if not keys_are(value, {"from", "proof"}) or not is_count(value["from"]) or type(value["proof"]) is not list:
            raise Malformed("consistency.json")
        return value["from"], [base_64(text, 32) for text in value["proof"]]

    @staticmethod
    def parts(data):
        opened = []
        for line in lines_of(data):
            if not keys_are(line, {"content", "digest", "salt"}):
                raise Malformed("opened.jsonl")
            base_64(line["digest"], 32)
            if opened and line["digest"] <= opened[-1][0]:
                raise Malformed("opened.jsonl is not rising")
            opened.append((line["digest"], base_64(line["salt"], 32), base_64(line["content"])))
        return opened


# --- Section 8: who may do what --------------------------------------------------------------------------------------------------------


OF_USERS = {"user.revoked", "user.key_changed", "role.given", "role.taken", "recusal.declared", "recovery.approved"}


def carries(user, verb):
    """Whether a user holds a role with this verb."""
    return any(verb in ROLES.get(role, ()) for role, _ in user["roles"])


# Section 8, values. Words of the vocabulary alone are not known here: a code's form and attribute are.

CODE = re.compile("([a-z_]+)/[a-z0-9_]+")


def is_number(value):
    return type(value) in (int, float)


PRIMITIVES = {
    "text": is_text,
    "word": lambda value: is_text(value) and value != "",
    "yes": lambda value: type(value) is bool,
    "true": lambda value: value is True,
    "number": is_number,
    "integer": lambda value: type(value) is int,
    "count": is_count,
    "count 32": lambda value: is_count(value, 2**32 - 1),
    "scale": lambda value: is_count(value, 3),
    "moment": lambda value: moment_of(value) is not None,
    "digest": is_digest,
    "attribute": lambda value: is_text(value) and value in ATTRIBUTES,
}


def is_value(value):
    """A value, of whatever attribute."""
    if value == "nothing" and is_text(value):
        return True
    if type(value) is not dict or len(value) != 1:
        return False
    ((key, inside),) = value.items()
    if key == "code":
        found = CODE.fullmatch(inside) if is_text(inside) else None
        return found is not None and ATTRIBUTES.get(found[1]) == "code"
    forms = {"actor": "text", "number": "range", "time": "time", "place": "region"}
    return key in forms and is_of(inside, forms[key])


def is_region(value):
    if keys_are(value, {"area"}):
        return keys_are(value["area"], {"id"}) and is_text(value["area"]["id"])
    if not keys_are(value, {"disc"}) or not keys_are(value["disc"], {"centre", "radius_m"}):
        return False
    centre = value["disc"]["centre"]
    return keys_are(centre, {"lat", "lon"}) and all(map(is_number, (centre["lat"], centre["lon"], value["disc"]["radius_m"])))


def is_claim(value):
    if type(value) is not list or len(value) != 2 or not is_of(value[0], "attribute"):
        return False
    return type(value[1]) is list and all(is_value(one) for one in value[1])


SPECIAL = {"claim": is_claim, "region": is_region}


def is_of(value, form):
    """Whether a value has a form of section 8."""
    if form.endswith(" or null"):
        return value is None or is_of(value, form[: -len(" or null")])
    if form.endswith("+"):
        return value != [] and is_of(value, form[:-1])
    if form.startswith("{"):
        return type(value) is dict and all(is_of(one, form[1:-1]) for one in value.values())
    if form.startswith("["):
        return type(value) is list and all(is_of(one, form[1:-1]) for one in value)
    if form.startswith("value "):
        return is_value(value)
    if form in WORDS:
        return is_text(value) and value in WORDS[form]
    if form in OBJECTS:
        keys = {key.rstrip("?"): (key.endswith("?"), inside) for key, inside in OBJECTS[form].items()}
        required = {key for key, (may, _) in keys.items() if not may}
        if not keys_are(value, required, keys.keys() - required):
            return False
        if not all(is_of(one, keys[key][1]) for key, one in value.items()):
            return False
        if form == "time":
            return moment_of(value["lo"]) < moment_of(value["hi"])
        return form != "range" or value["low"] <= value["best"] <= value["high"]
    return (SPECIAL.get(form) or PRIMITIVES[form])(value)


def may_have(attribute, value):
    """Whether an attribute may have a value."""
    if value == "nothing":
        return True
    ((key, inside),) = value.items()
    return key == ATTRIBUTES[attribute] and (key != "code" or inside.partition("/")[0] == attribute)


def clear(act, kind):
    """What the act says that must be sealed, or cannot be; the code."""
    if kind in TOLD:
        for deed in act["report"]["deeds"]:
            claims = deed["claims"]
            if any(ATTRIBUTES[name] == "place" or any("place" in one for one in values if one != "nothing") for name, values in claims):
                return "place-in-the-clear"
            ranks = [RANKS[name] for name, _ in claims]
            if any(a >= b for a, b in zip(ranks, ranks[1:])) or any(values == [] for _, values in claims):
                return "claims-out-of-order"
        claims = (claim for deed in act["report"]["deeds"] for claim in deed["claims"])
        sound = all(may_have(name, one) for name, values in claims for one in values)
        return None if sound else "entry-not-understood"
    if kind not in ROWS:
        return None
    ((form, row),) = ((form, act[key]) for key, form in VALUES[kind].items() if form in OBJECTS)
    if "place" in row:
        return "place-in-the-clear"
    told = {"origin", "by", "incident"} | ({"act", "answers"} if form == "answer" else set())
    if row.keys() & told:
        return "source-in-the-clear"
    if row.keys() & {"reason", "note"}:
        return "words-in-the-clear"
    for key, inside in OBJECTS[form].items():
        if inside.startswith("[value ") and not all(may_have(inside[7:-1], one) for one in row[key]):
            return "entry-not-understood"
        said = row.get(key.rstrip("?"))
        if inside in ("number", "number or null") and said is not None and said < 0:
            return "entry-not-understood"
    return None


RANKS = {name: rank for rank, name in enumerate(ATTRIBUTES)}


class Standing:
    """Who may act, folded entry by entry."""

    def __init__(self):
        self.log = None
        self.users, self.epochs, self.witnesses = {}, {}, {}
        self.recused, self.ids = set(), {}
        self.last = None

    def check(self, entry, later):
        """Refuses an entry that may not stand. `later`: ids that an excerpt holds further on; None of all."""
        body, act, kind = entry.body, entry.act, entry.kind
        user = self.signer(entry)
        if not is_signed(b"hudna entry 1\n" + entry.signed, user["key"], entry.sig):
            raise Refused("signature-wrong", f"by {body['actor']}", entry.number)
        if kind != "mission.founded":
            verb = ACTS[kind][0]
            shows = kind == "attachment.added" and carries(user, "inform")
            reads = kind == "sealed.read" and any(role in ROLES for role, _ in user["roles"])
            if not shows and not reads and not carries(user, verb):
                raise Refused("not-allowed", f"{body['actor']} may not {verb}", entry.number)
            for key, form in VALUES.get(kind, {}).items():
                if key in act and not is_of(act[key], form):
                    raise Refused("entry-not-understood", f"{key} of {kind}", entry.number)
            code = self.forbids(body, act, kind, user)
            if code:
                raise Refused(code, kind, entry.number)
        if self.last is not None and entry.recorded_at < self.last:
            raise Refused("order-wrong", "", entry.number)
        if moment_of(body["at"]) > entry.recorded_at + AHEAD:
            raise Refused("entry-from-future", "", entry.number)
        if body["id"] in self.ids:
            raise Refused("entry-twice", body["id"], entry.number)
        for key in ACTS[kind][4]:
            of = act.get(key)
            if of is None:
                continue
            if of not in self.ids and (later is None or of in later):
                raise Refused("entry-unknown", of, entry.number)
            fitting = NAMES[kind, key]
            if of in self.ids and fitting is not None and self.ids[of][0] not in fitting:
                raise Refused("entry-of-other-kind", f"{of}, {self.ids[of][0]}", entry.number)
            own = of not in self.ids or self.ids[of][1] == body["actor"]
            if kind == "entry.withdrawn" and not own and not carries(user, "administer"):
                raise Refused("not-allowed", f"{of} is another's", entry.number)

    def signer(self, entry):
        """The user whose key must have signed."""
        if entry.kind == "mission.founded":
            if self.log is not None:
                raise Refused("mission-founded-twice", "", entry.number)
            key = base_64(entry.act["key"], 32)
            if not is_key(key):
                raise Refused("key-not-a-key", "", entry.number)
            return {"key": key}
        if self.log is None:
            raise Refused("mission-not-founded", "", entry.number)
        actor = entry.body["actor"]
        if actor not in self.users:
            raise Refused("user-unknown", actor, entry.number)
        if self.users[actor]["revoked"]:
            raise Refused("user-revoked", actor, entry.number)
        return self.users[actor]

    def forbids(self, body, act, kind, user):
        """What the act itself demands; the code where it is not so."""
        if kind in CASE_KINDS or kind == "nomination.ruled":
            subject = act["finding"]["subject"] if kind in CASE_KINDS else f"candidate:{act['candidate']}"
            if {(body["actor"], subject), (body["actor"], subject.partition("/")[0])} & self.recused:
                return "recused"
        code = clear(act, kind)
        if code:
            return code
        # what there is of users
        if kind == "user.added":
            if not USER.fullmatch(act["user"]):
                return "user-id-malformed"
            if act["user"] in self.users:
                return "user-known"
        elif kind == "role.given" and act["role"] not in ROLES:
            return "role-unknown"
        elif kind in OF_USERS and act["user"] not in self.users:
            return "user-unknown"
        if kind in ("user.added", "user.key_changed") and not is_key(base_64(act["key"], 32)):
            return "key-not-a-key"
        if kind in ("user.added", "user.key_changed"):
            key = base_64(act["key"], 32)
            if any(one["key"] == key for id_, one in self.users.items() if id_ != act["user"]):
                return "key-taken"
        if kind == "user.revoked" and not self.administered(lambda id_, _: id_ != act["user"]):
            return "last-operator"
        if kind == "role.taken":
            taken = act["user"], (act["role"], json.dumps(act["scope"]))
            if taken[1] not in self.users[act["user"]]["roles"]:
                return "role-not-held"
            if not self.administered(lambda id_, role: (id_, role) != taken):
                return "last-operator"
        if kind == "recusal.declared" and act["user"] != body["actor"] and not carries(user, "rule"):
            return "not-yours"
        # of keys and epochs
        if kind == "witness.admitted" and verifier_key(act["key"], 4) is None:
            return "verifier-key-malformed"
        if kind == "witness.dismissed" and act["key"] not in self.witnesses:
            return "witness-unknown"
        if kind == "epoch.opened":
            if act["class"] == "open":
                return "class-not-sealed"
            if act["epoch"] != self.epochs.get(act["class"], 0) + 1:
                return "epoch-out-of-order"
        # of reports and parties
        if kind in PAIRS and act["a"] == act["b"]:
            return "report-with-itself"
        if kind == "place.confirmed" and act["attribute"] not in PLACES:
            return "attribute-no-place"
        if kind in PARTY_KEYS or kind in ANNOUNCED or kind == "vote.cast":
            if kind == "vote.cast":
                stated = act["ballot"]["party"]
                party = stated[0].get("actor") if len(stated) == 1 and stated[0] != "nothing" else None
            else:
                party = act["entry"]["party"] if kind in ANNOUNCED else act[PARTY_KEYS[kind]]
            if user["party"] is not None:
                speaks = user["party"] == party
            else:
                speaks = kind in ANNOUNCED or carries(user, "collect")
            if not speaks:
                return "party-not-yours"
        return None

    def administered(self, kept):
        """Whether somebody could still administer, of the users and roles that are kept."""
        return any(
            not user["revoked"] and any("administer" in ROLES.get(role[0], ()) and kept(id_, role) for role in user["roles"])
            for id_, user in self.users.items()
        )

    def apply(self, entry):
        """Takes in an entry that stands."""
        act, kind = entry.act, entry.kind
        user = self.users.get(act.get("user")) if is_text(act.get("user")) else None
        if kind == "mission.founded":
            self.log = act["log"]
            roles = {("operator", '"mission"')}
            self.users[entry.body["actor"]] = {"key": base_64(act["key"], 32), "party": None, "roles": roles, "revoked": False}
        elif kind == "user.added":
            added = {"key": base_64(act["key"], 32), "party": act.get("party"), "roles": set(), "revoked": False}
            self.users[act["user"]] = added
        elif kind == "user.revoked":
            user["revoked"] = True
        elif kind == "user.key_changed":
            user["key"] = base_64(act["key"], 32)
        elif kind == "role.given":
            user["roles"].add((act["role"], json.dumps(act["scope"])))
        elif kind == "role.taken":
            user["roles"].discard((act["role"], json.dumps(act["scope"])))
        elif kind == "epoch.opened":
            self.epochs[act["class"]] = act["epoch"]
        elif kind == "witness.admitted":
            self.witnesses[act["key"]] = act.get("party")
        elif kind == "witness.dismissed":
            self.witnesses.pop(act["key"], None)
        elif kind == "recusal.declared":
            self.recused.add((act["user"], act["case"]))
        self.ids[entry.body["id"]] = kind, entry.body["actor"]
        self.last = entry.recorded_at


# --- Section 7: the checks, in their order ---------------------------------------------------------------------------------------------


def verify(data, held=None):
    """What a bundle shows; Refused where it shows nothing."""
    try:
        bundle = Bundle(members_of(data))
    except Malformed as why:
        raise Refused("bundle-not-understood", str(why)) from None
    head = bundle.head
    if (head.origin, head.size) != (bundle.about["mission"], bundle.size):
        raise Refused("bundle-other-mission", f"checkpoint of {head.origin}, {head.size} entries")
    if not bundle.leaves or bundle.leaves[0][0] != 0:
        raise Refused("mission-not-founded")
    log = founding(read_entry(0, bundle.leaves[0][1]), head)
    against_root(bundle)
    entries, standing = follow(bundle)
    opened_parts(bundle, entries)
    cosigned = cosignatures(head, standing)
    if held is not None:
        extends(bundle, held, log)
    kinds = {}
    for entry in entries:
        kinds[entry.kind] = kinds.get(entry.kind, 0) + 1
    found = {
        "verdict": "verified",
        "mission": head.origin,
        "size": head.size,
        "root": base64.b64encode(head.root).decode(),
        "entries": len(entries),
        "kinds": dict(sorted(kinds.items())),
        "opened": len(bundle.opened),
        "cosigned": [{"witness": name, "at": at} for name, at in cosigned],
        "held": None if held is None else held.size,
        "values": "checked but for words of the vocabulary",
    }
    if not bundle.whole:
        found["excerpt"] = [index for index, _ in bundle.leaves]
    return found


def founding(entry, head):
    """Check 3; the log's name and key."""
    if entry.kind != "mission.founded":
        raise Refused("mission-not-founded", entry.kind, 0)
    if entry.body["mission"] != head.origin:
        raise Refused("bundle-other-mission", entry.body["mission"], 0)
    key, log = base_64(entry.act["key"], 32), verifier_key(entry.act["log"], 1)
    if not is_key(key):
        raise Refused("key-not-a-key", "", 0)
    if not is_signed(b"hudna entry 1\n" + entry.signed, key, entry.sig):
        raise Refused("signature-wrong", "", 0)
    if log is None or log[0] != head.origin:
        raise Refused("verifier-key-malformed", "log", 0)
    if not head.is_by(log):
        raise Refused("head-signature-wrong")
    return log


def against_root(bundle):
    """Check 4."""
    head = bundle.head
    if bundle.whole:
        if root_of([leaf_hash(leaf) for _, leaf in bundle.leaves]) != head.root:
            raise Refused("root-differs")
        return
    for (index, leaf), proof in zip(bundle.leaves, bundle.proofs):
        if not is_included(index, head.size, leaf_hash(leaf), proof, head.root):
            raise Refused("inclusion-wrong", "", index)


def follow(bundle):
    """Checks 5 to 8, entry by entry."""
    entries, standing, later, broken = [], Standing(), None, None
    for index, leaf in bundle.leaves:
        try:
            entries.append(read_entry(index, leaf))
        except Refused as why:
            # the entries before it are followed first: the first entry that does not stand is named
            broken = why
            break
    if not bundle.whole:
        later = {entry.body["id"] for entry in entries}
    for entry in entries:
        if entry.body["mission"] != bundle.head.origin:
            raise Refused("bundle-other-mission", entry.body["mission"], entry.number)
        standing.check(entry, later)
        standing.apply(entry)
    if broken:
        raise broken
    return entries, standing


def opened_parts(bundle, entries):
    """Checks 9 and 10."""
    named, redacted = set(), set()
    for entry in entries:
        named.update(part["digest"] for part in entry.body.get("parts", ()))
        if entry.kind == "redaction.made":
            redacted.update(entry.act["parts"])
    for digest, salt, content in bundle.opened:
        if digest not in named or hashlib.sha256(b"hudna part 1\0" + salt + content).digest() != base_64(digest):
            raise Refused("opened-differs", digest)
    for digest, _, _ in bundle.opened:
        if digest in redacted:
            raise Refused("opened-redacted", digest)


def cosignatures(head, standing):
    """Check 11: witnesses admitted at the head, and when they cosigned it."""
    keys = (verifier_key(text, 4) for text in standing.witnesses)
    known = {(name, key_id_of(name, 4, key)): key for name, key in keys}
    found = {}
    for name, key_id, sig in head.lines:
        key = known.get((name, key_id))
        if key is None:
            continue
        at = int.from_bytes(sig[:8], "big")
        message = b"cosignature/v1\ntime %d\n" % at + head.text
        if len(sig) != 72 or at >= 2**63 or not is_signed(message, key, sig[8:]):
            raise Refused("cosignature-wrong", name)
        found[name, key_id] = max(at, found.get((name, key_id), 0))
    return sorted((name, at) for (name, _), at in found.items())


def extends(bundle, held, log):
    """Check 12."""
    head = bundle.head
    if held.origin != head.origin:
        raise Refused("bundle-other-mission", f"you hold a head of {held.origin}")
    if not held.is_by(log):
        raise Refused("held-signature-wrong")
    why = f"you hold {held.size} entries, root {base64.b64encode(held.root).decode()}"
    if held.size == head.size:
        holds = held.root == head.root
    elif held.size > head.size:
        holds = False
    elif bundle.whole:
        holds = root_of([leaf_hash(leaf) for _, leaf in bundle.leaves[: held.size]]) == held.root
    elif bundle.consistency is None or bundle.consistency[0] != held.size:
        raise Refused("history-not-shown", why)
    else:
        holds = is_consistent(held.size, head.size, held.root, head.root, bundle.consistency[1])
    if not holds:
        raise Refused("history-changed", why)


# --- The door --------------------------------------------------------------------------------------------------------------------------


def summary(found):
    some = f"{found['entries']} of {found['size']}" if "excerpt" in found else f"{found['size']}"
    parts = [f"verified: {some} entries of {found['mission']}", f"root {found['root']}"]
    parts.append(f"{found['opened']} parts opened")
    for one in found["cosigned"]:
        try:
            at = datetime.datetime.fromtimestamp(one["at"], datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (OverflowError, ValueError, OSError):
            at = f"second {one['at']}"
        parts.append(f"cosigned by {one['witness']} at {at}")
    if not found["cosigned"]:
        parts.append("cosigned by no witness")
    if found["held"] is not None:
        parts.append(f"extends the {found['held']} entries you hold")
    return "; ".join(parts)


def misuse(why, as_json):
    if as_json:
        print(json.dumps({"verdict": "misuse", "why": why}, ensure_ascii=False))
    print(why, file=sys.stderr)
    return 2


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Verifies a bundle of a Hudna record.")
    parser.add_argument("bundle", metavar="BUNDLE", help="the bundle, a ZIP file")
    parser.add_argument("--held", metavar="CHECKPOINT_FILE", help="an older head of this record that you kept")
    parser.add_argument("--json", action="store_true", help="say the verdict as JSON")
    given = parser.parse_args(arguments)
    try:
        with open(given.bundle, "rb") as file:
            data = file.read(MOST_BUNDLE + 1)
        held = None
        if given.held is not None:
            with open(given.held, "rb") as file:
                held = Head(file.read(MOST_NOTE + 1))
    except OSError as why:
        return misuse(f"cannot read {why.filename}: {why.strerror}", given.json)
    except Malformed as why:
        return misuse(f"{given.held} holds no head: {why}", given.json)
    try:
        found = verify(data, held)
    except Refused as why:
        if given.json:
            refused = {"verdict": "refused", "code": why.code, "entry": why.entry, "why": why.why}
            print(json.dumps(refused, ensure_ascii=False))
        else:
            where = "" if why.entry is None else f" at entry {why.entry}"
            print(f"refused[{why.code}]{where}{': ' + why.why if why.why else ''}")
        return 1
    print(json.dumps(found, ensure_ascii=False) if given.json else summary(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
