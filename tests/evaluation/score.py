#!/usr/bin/env python3
# ruff: noqa: B020, B023, B905, C901, E731, F401, PLR0912, PLR0915, PTH123, T201
# fmt: off
"""Score a built dataset against gold annotations: docs/evaluation.md says what counts.

The rules are those of the scorer that came with the gold, line for line, so that its figures and ours are the same;
hence the exemption from ruff above: a tidied copy could not be compared with the original any more. What is ours is
around them: :func:`score` can be imported, takes quads as well as files, and gold is looked for in case folders.
"""
import argparse
import itertools
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

NS = "https://w3id.org/graph1540/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OWL = "http://www.w3.org/2002/07/owl#"


def fold(text):
    """Casefold, strip accents, punctuation and articles, so that spelling variants of a name meet."""
    text = unicodedata.normalize("NFKD", str(text))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[^a-z0-9]+", " ", text)
    return re.sub(r"\b(the|of|and|for|in|on)\b", " ", text).replace("centre", "center").replace("organisation", "organization").replace("programme", "program").split()


def name(text):
    return " ".join(fold(text))


class Data:
    """The dataset as graph → subject → predicate → [objects]."""

    def __init__(self, source):
        """``source``: the path of a TriG or N-Quads file, or the quads themselves."""
        self.g = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        self.all = defaultdict(lambda: defaultdict(list))
        if not isinstance(source, (str, Path)):
            self._take(source)
            return
        fmt = RdfFormat.TRIG if str(source).endswith(".trig") else RdfFormat.N_QUADS
        with open(source, "rb") as f:
            self._take(parse(f, fmt))

    def _take(self, quads):
            for q in quads:
                g = q.graph_name.value if isinstance(q.graph_name, NamedNode) else ""
                s = q.subject.value if hasattr(q.subject, "value") else str(q.subject)
                o = q.object
                if o not in self.g[g][s][q.predicate.value]:
                    self.g[g][s][q.predicate.value].append(o)
                if o not in self.all[s][q.predicate.value]:
                    self.all[s][q.predicate.value].append(o)

    def vals(self, graph, s, p):
        return [o.value for o in self.g[graph][s].get(p, [])] if s in self.g[graph] else []

    def any(self, s, p):
        return [o.value for o in self.all[s].get(p, [])] if s in self.all else []

    def code(self, iri):
        return (self.any(iri, SKOS + "notation") or [iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]])

    def types(self, s):
        return {t.rsplit("#", 1)[-1] for t in self.any(s, RDF + "type")}

    def names(self, s):
        out = set()
        for p in (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "notation", "http://www.w3.org/2000/01/rdf-schema#label"):
            out |= {name(v) for v in self.any(s, p)}
        return out - {""}

    def actor(self, iri):
        """A State as its alpha-3 code, an organization as its set of folded names."""
        if "State" in self.types(iri):
            for c in self.code(iri):
                if re.fullmatch(r"[A-Z]{3}", c):
                    return frozenset([c])
        return frozenset(self.names(iri)) or frozenset([name(iri.rsplit("/", 1)[-1])])


def note_events(d, graph):
    """Predicted events of one note with their facts."""
    out = {}
    mains = set(itertools.chain.from_iterable(d.vals(graph, s, NS + "reportsOn") for s in list(d.g[graph])))
    for s in list(d.g[graph]):
        if NS + "Event" not in d.vals(graph, s, RDF + "type"):
            continue
        v = lambda p: d.vals(graph, s, NS + p)
        code = lambda p: [c for iri in v(p) for c in d.code(iri)]
        places = [n for iri in v("heldAt") for n in d.names(iri)]
        out[s] = {
            "main": s in mains,
            "type": code("eventType"),
            "start": v("startDate"), "end": v("endDate"),
            "city": places, "country": code("heldIn"),
            "organizers": [d.actor(i) for i in v("organizer")],
            "supporters": [d.actor(i) for i in v("supporter")],
            "participants": [d.actor(i) for i in v("participant")],
            "participant_count": v("participantCount"),
            "resolutions": code("concerns"),
            "follow_up_of": v("followUpOf"),
            "plans": [c for p in v("considersPlan") for st in d.any(p, NS + "planOf") for c in d.code(st) if re.fullmatch("[A-Z]{3}", c)],
            "topics": code("topic"),
        }
    return out


def alts(value):
    """The acceptable names of a gold actor, folded; a State code stays as it is."""
    return frozenset(v if re.fullmatch(r"[A-Z]{3}", v) and len(value) == 1 else name(v) for v in value)


def similar(gold, pred):
    s = 0.0
    if bool(gold.get("main")) == pred["main"]:
        s += 3 if pred["main"] else 0.2
    g0 = gold.get("start") or ""
    best = 0
    for p0 in pred["start"]:
        best = max(best, 3 if p0[: len(g0)] == g0 and g0 else 1.5 if p0[:4] == g0[:4] and g0 else 0)
    s += best
    if {name(c) for c in as_list(gold.get("city"))} & set(pred["city"]):
        s += 2
    if gold.get("country") and gold["country"] in pred["country"]:
        s += 1
    kinds = gold.get("type") if isinstance(gold.get("type"), list) else [gold.get("type")]
    if set(kinds) & set(pred["type"]):
        s += 0.5
    gp = {next(iter(alts(a))) for a in gold.get("participants", []) if len(a) == 1}
    pp = {c for a in pred["participants"] for c in a}
    if gp:
        s += len(gp & pp) / len(gp)
    return s


def align(gold_events, pred_events):
    pairs = sorted(((similar(g, p), g["key"], k) for g in gold_events for k, p in pred_events.items()), reverse=True)
    used_g, used_p, out = set(), set(), {}
    for s, gk, pk in pairs:
        if s >= 1.5 and gk not in used_g and pk not in used_p:
            out[gk] = pk
            used_g.add(gk)
            used_p.add(pk)
    return out


class Tally:
    def __init__(self):
        self.n = defaultdict(lambda: [0, 0, 0])
        self.errors = []

    def sets(self, kind, gold, pred, optional=(), where="", same=lambda a, b: a == b):
        pred = list(dict.fromkeys(pred))
        hit = set()
        for g in gold:
            m = next((i for i, p in enumerate(pred) if i not in hit and same(g, p)), None)
            if m is None:
                self.n[kind][2] += 1
                self.errors.append((where, kind, "missed", g))
            else:
                hit.add(m)
                self.n[kind][0] += 1
        for i, p in enumerate(pred):
            if i in hit or any(same(o, p) for o in optional) or any(same(g, p) for g in gold):
                continue
            self.n[kind][1] += 1
            self.errors.append((where, kind, "extra", p))

    def scalar(self, kind, gold, pred, where=""):
        if gold is None or gold == []:
            gold = []
        elif not isinstance(gold, list):
            gold = [gold]
        pred = [str(p) for p in pred]
        ok = [p for p in pred if any(same_text(p, g) for g in gold)]
        if gold and ok:
            self.n[kind][0] += 1
        elif gold:
            self.n[kind][2] += 1
            self.errors.append((where, kind, "missed", gold))
        for p in pred:
            if p not in ok:
                self.n[kind][1] += 1
                self.errors.append((where, kind, "extra", p))


def as_list(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def same_text(a, b):
    return str(a) == str(b) or (name(a) == name(b) and name(a) != "")


def prf(t):
    tp, fp, fn = t
    p = tp / (tp + fp) if tp + fp else 1.0
    r = tp / (tp + fn) if tp + fn else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def read_golds(folders):
    """The gold of case folders (``gold.json``), of folders of such, and of folders of ``NAME.gold.json``."""
    paths = {p for f in folders for pattern in ("gold.json", "*/gold.json", "*.gold.json") for p in Path(f).glob(pattern)}
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted(paths)]


def score(d, golds):
    """The figures of ``d`` (a :class:`Data`) against ``golds``: what ``--json`` prints, and every error."""
    t, by_note, key_of, missing = Tally(), {}, {}, []
    graphs = {}
    for g in d.g:
        if g:
            for ident in d.vals(g, g, DCT + "identifier"):
                graphs[Path(ident).name] = g
    canon = {}
    for s, po in d.all.items():
        for p in (PROV + "specializationOf", OWL + "sameAs"):
            for o in po.get(p, []):
                canon.setdefault(s, o.value)
    actor_same = lambda g, p: bool(alts(g) & p)
    for gold in golds:
        where = gold["note"]
        g = graphs.get(where)
        if g is None:
            missing.append(where)
            g = "urn:missing"
        pred = note_events(d, g)
        before = {k: list(v) for k, v in t.n.items()}
        al = align(gold["events"], pred)
        for e in gold["events"]:
            w = f"{where} {e['key']}"
            pk = al.get(e["key"])
            t.sets("event", [e["key"]], [e["key"]] if pk else [], where=w)
            if pk:
                key_of[(where, pk)] = e["key"]
            p = pred.get(pk) or defaultdict(list)
            t.scalar("event type", e.get("type"), p["type"], w) if pk else t.scalar("event type", e.get("type"), [], w)
            for f, kind in (("start", "start date"), ("end", "end date")):
                gv = e.get(f) or (None)
                pv = list(p[f])
                if f == "end" and (gv is None or gv == e.get("start")) and len(e.get("start") or "") < 10:
                    # An event known by its year or month alone: an end equal to the start says nothing more.
                    gv, pv = None, [v for v in pv if v != e.get("start")]
                t.scalar(kind, gv, pv, w)
            place = {name(c) for c in as_list(e.get("city"))}
            t.scalar("city", e.get("city"), as_list(e.get("city"))[:1] if place & set(p["city"]) else
                     [c for c in p["city"][:1] if not {name(o) for o in as_list(e.get("city?"))} & set(p["city"])], w)
            t.scalar("country", e.get("country"), [c for c in p["country"] if c not in as_list(e.get("country?"))], w)
            for f in ("organizers", "supporters", "participants"):
                opt = list(e.get(f + "?", []))
                if f == "participants":  # organizers and supporters need not be repeated, and may be
                    opt += [a for g_ in ("organizers", "supporters") for a in e.get(g_, []) + e.get(g_ + "?", [])]
                t.sets(f.rstrip("s"), e.get(f, []), p[f], opt, w, actor_same)
            pc = e.get("participant_count")
            t.scalar("participant count", None if pc is None else str(pc), p["participant_count"], w)
            t.sets("concerns resolution", e.get("resolutions", []), p["resolutions"], e.get("resolutions?", []), w)
            inv = {v: k for k, v in al.items()}
            can = {canon.get(v, v): k for k, v in al.items()}
            fu = [inv.get(x) or can.get(x) or x for x in p["follow_up_of"]]
            t.sets("follow-up", e.get("follow_up_of", []), fu, e.get("follow_up_of?", []), w)
            t.sets("considers plan", e.get("plans", []), p["plans"], e.get("plans?", []), w)
            t.sets("topic", e.get("topics", []), p["topics"], e.get("topics?", []), w)
        optional_events = [str(k) for k in gold.get("events?", [])]
        for pk, p in pred.items():
            if pk not in al.values():
                hint = " ".join(p["start"] + p["city"][:1])
                if not any(o and (o in hint or name(o) in hint) for o in optional_events):
                    t.n["event"][1] += 1
                    t.errors.append((where, "event", "extra", pk + " " + hint))
        subj = list(d.g[g]) if g in d.g else []
        of = lambda cls: [s for s in subj if NS + cls in d.vals(g, s, RDF + "type")]
        res = {c for s in subj for p in ("cites", "concerns", "provisionOf", "implements") for i in d.vals(g, s, NS + p) if "Resolution" in d.types(i) for c in d.code(i) if c.isdigit()}
        t.sets("resolution named", gold.get("resolutions", []), sorted(res), gold.get("resolutions?", []), where)
        plans = {}
        for s in set(of("ActionPlan")) | {i for s in subj for i in d.vals(g, s, NS + "considersPlan")}:
            for st in d.any(s, NS + "planOf"):
                for c in d.code(st):
                    if re.fullmatch("[A-Z]{3}", c):
                        plans.setdefault(c, []).extend(x for i in d.vals(g, s, NS + "planStatus") for x in d.code(i))
        t.sets("action plan", [x["state"] for x in gold.get("plans", [])], sorted(plans), gold.get("plans?", []), where)
        for x in gold.get("plans", []):
            if x["state"] in plans and x.get("status"):
                t.scalar("plan status", x["status"], plans[x["state"]], where)
        letters = [((d.vals(g, s, DCT + "date") or [""])[0], " ".join(sorted(n for i in d.vals(g, s, NS + "sender") for n in d.names(i))), s) for s in of("Letter")]
        t.sets("letter", [(x["date"], name(x.get("sender") or "")) for x in gold.get("letters", [])], [(x[0], x[1]) for x in letters], [(x["date"], name(x.get("sender") or "")) for x in gold.get("letters?", [])], where,
               lambda a_, b_: a_[0] == b_[0] and (not a_[1] or a_[1] in b_[1]))
        people = []
        for s in of("Person"):
            roles = [r for m in d.vals(g, s, ORG + "hasMembership") for r in d.vals(g, m, NS + "roleName")]
            orgs = [d.actor(o) for m in d.vals(g, s, ORG + "hasMembership") for o in d.vals(g, m, ORG + "organization")]
            people.append((frozenset(d.names(s)), frozenset(name(r) for r in roles), frozenset(n for o in orgs for n in o)))
        gp = [(name(x["name"]), name(x.get("role") or ""), frozenset(name(o) for o in x.get("organization") or [])) for x in gold.get("people", [])]
        gpo = [(name(x["name"]), "", frozenset()) for x in gold.get("people?", [])]
        t.sets("person", gp, people, gpo, where, lambda a_, b_: a_[0] in b_[0])
        for x in gp:
            b = next((p for p in people if x[0] in p[0]), None)
            if b and x[1]:
                t.sets("person role", [x[1]], [x[1]] if any(x[1] in r or r in x[1] for r in b[1] if r) else list(b[1]), where=where)
            if b and x[2]:
                t.sets("person organization", [x[2]], [x[2]] if x[2] & b[2] else ([b[2]] if b[2] else []), where=where)
        docs = [v for s in of("Document") for v in d.vals(g, s, NS + "symbol")] + [v for s in subj for i in d.vals(g, s, NS + "cites") for v in d.any(i, NS + "symbol") if not v.startswith("S/RES")]
        t.sets("document", gold.get("documents", []), docs, gold.get("documents?", []), where, lambda a_, b_: name(a_) == name(b_))
        quotes = [(c, name(q)) for s in of("Provision") for i in d.vals(g, s, NS + "provisionOf") for c in d.code(i) if c.isdigit() for q in d.vals(g, s, NS + "quotation")]
        t.sets("quotation", [(x["resolution"], name(x["starts"])) for x in gold.get("quotations", [])], quotes, [(x["resolution"], name(x["starts"])) for x in gold.get("quotations?", [])], where,
               lambda a_, b_: a_[0] == b_[0] and b_[1].startswith(a_[1]))
        delta = [0, 0, 0]
        for k, v in t.n.items():
            b = before.get(k, [0, 0, 0])
            delta = [x + y - z for x, y, z in zip(delta, v, b)]
        by_note[where] = delta
    # cross-note identity: every pair of notes' events, those that the build missed included
    found = {(where, key): pk for (where, pk), key in key_of.items()}
    everyone = [(gold["note"], e["key"]) for gold in golds for e in gold["events"]]
    tp = fp = fn = 0
    for (n1, k1), (n2, k2) in itertools.combinations(everyone, 2):
        if n1 == n2:
            continue
        p1, p2 = found.get((n1, k1)), found.get((n2, k2))
        merged = p1 is not None and p2 is not None and canon.get(p1, p1) == canon.get(p2, p2)
        tp += k1 == k2 and merged
        fp += k1 != k2 and merged
        fn += k1 == k2 and not merged
    t.n["same event across notes"] = [tp, fp, fn]
    # evidence
    grounded = wrong = bare = 0
    for g in graphs.values():
        text = "".join(d.vals(g, g, "https://schema.org/text")[:1])
        claimed = set()
        for s in d.g[g]:
            if RDF + "Statement" not in d.vals(g, s, RDF + "type"):
                continue
            spans = d.vals(g, s, OA + "hasTarget")
            ok = bool(spans)
            for sp in spans:
                try:
                    lo, hi = int(d.vals(g, sp, OA + "start")[0]), int(d.vals(g, sp, OA + "end")[0])
                    ok &= text[lo:hi] == d.vals(g, sp, OA + "exact")[0] and hi > lo
                except (IndexError, ValueError):
                    ok = False
            grounded += ok
            wrong += not ok
            claimed.add((d.vals(g, s, RDF + "subject") or [""])[0:1][0] + "|" + (d.vals(g, s, RDF + "predicate") or [""])[0] + "|" + (d.vals(g, s, RDF + "object") or [""])[0])
        for s in d.g[g]:
            if NS + "Event" in d.vals(g, s, RDF + "type"):
                for p, os in d.g[g][s].items():
                    if p.startswith(NS):
                        bare += sum(f"{s}|{p}|{o.value}" not in claimed for o in os)
    # Topics are the facts on which careful readers agree least: reported, but not in the total.
    total = [sum(v[i] for k, v in t.n.items() if k != "topic") for i in range(3)]
    result = {k: dict(zip(("precision", "recall", "f1"), (round(x, 4) for x in prf(v))), n=sum(v[::2])) for k, v in sorted(t.n.items())}
    result["ALL"] = dict(zip(("precision", "recall", "f1"), (round(x, 4) for x in prf(total))), n=total[0] + total[2])
    result["evidence"] = {"statements": grounded + wrong, "not in text": wrong, "event facts without evidence": bare}
    return {
        "kinds": result, "notes": {k: [round(x, 3) for x in prf(v)] for k, v in by_note.items()},
        "missing notes": missing, "errors": t.errors,
    }


def table(result, errors=False):
    """The figures as people read them."""
    lines = [f"{'kind':26}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}"]
    for k, v in result["kinds"].items():
        if "f1" in v:
            lines.append(f"{k:26}{v['precision']:7.3f}{v['recall']:7.3f}{v['f1']:7.3f}{v['n']:7d}")
    lines.append("by note: " + ", ".join(f"{k} {v[2]:.2f}" for k, v in result["notes"].items()))
    if result["missing notes"]:
        lines.append("not in the dataset: " + ", ".join(result["missing notes"]))
    e = result["kinds"]["evidence"]
    lines.append(f"evidence: {e['statements']} statements, {e['not in text']} whose quote is not in the text, {e['event facts without evidence']} event facts without any")
    if errors:
        for w, k, what, x in result["errors"]:
            lines.append(f"{what:7}{k:22}{w}: {sorted(x)[:3] if isinstance(x, frozenset) else x}")
    return "\n".join(lines)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("dataset")
    ap.add_argument("gold", nargs="+")
    ap.add_argument("--errors", action="store_true", help="print every missed and extra fact")
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    result = score(Data(a.dataset), read_golds(a.gold))
    if a.json:
        json.dump({k: v for k, v in result.items() if k != "errors"}, sys.stdout, indent=1)
        return
    print(table(result, a.errors))


if __name__ == "__main__":
    main()
