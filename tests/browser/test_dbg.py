import sys, json
sys.path[:0] = ['/tmp/wt/undo/tests/browser', '/tmp/wt/undo/tests', '/tmp/wt/undo']
from test_undo import TWO, WALK, PRESS
import difflib
def now(race): return race.js("Ravine.stateText()")
def diff(a, b):
    k = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), min(len(a),len(b)))
    return f"differ at {k}: {a[max(k-80,0):k+120]!r} / {b[max(k-80,0):k+120]!r}"
LOOK="""() => [history.state?.ravine?.id, history.length, location.pathname, location.search.slice(-60), Ravine.isAtEntry(), window.POPS?.splice(0), (k => { const [v] = JSON.parse(sessionStorage.getItem(k) ?? '[]').slice(-1); const r = JSON.parse(sessionStorage.getItem(k + '.' + v) ?? 'null'); return r && [r.steps.place, r.steps.list.map(x => x.id), r.ids, r.last]; })('ravine.steps'), Ravine.state.scope, Ravine.state.panels[0]?.master, Ravine.state.view.chart]"""
DRAWN="""() => Ravine.panels.map((p, k) => [p.layers.picture.ground === Ravine.groundText(Ravine.state.panels[k].spec), p.layers.picture.key.length, p.layers.curve.key.length, p.racers.map(r=>r.name).join(), Object.keys(Ravine.state.panels[k].spec.optimizers).join()])"""
def test_all(visit):
    race = visit(TWO)
    race.js("() => { window.POPS = []; window.addEventListener('popstate', e => POPS.push(['pop', e.state?.ravine?.id, Ravine.state.scope]), true); Ravine.module('race/news.mjs').viewed.listen(k => POPS.push([k, Ravine.state.scope])); Ravine.module('race/news.mjs').edited.listen(k => POPS.push(['edited', Ravine.state.scope])); Ravine.module('race/news.mjs').renewed.listen(k => POPS.push(['renewed', Ravine.state.scope])); }")
    texts = [now(race)]
    for edit in ("setMaster(2)", "setScope(0)", "soloRacer('adam')", "setView('chart', 'distance')"):
        race.js(f"Ravine.{edit}")
        race.settle()
        texts.append(now(race))
        race.until("() => Ravine.isAtEntry()")
        race.link()
        print(edit, race.js(LOOK), flush=True)
    for k in range(4):
        race.page.go_back()
        race.page.wait_for_timeout(700)
        t = now(race)
        print('back', t in texts and texts.index(t), race.js(LOOK), '' if t in texts else diff(t, texts[3-k]), flush=True)
    for k in range(4):
        race.page.go_forward()
        race.page.wait_for_timeout(700)
        t = now(race)
        print('forward', t in texts and texts.index(t), race.js(LOOK), flush=True)
    race.page.reload()
    race.until("() => window.Ravine?.state?.begun")
    race.page.wait_for_timeout(1500)
    print('reload', now(race) == texts[-1], race.js(LOOK), race.js(DRAWN), flush=True)
    race.page.keyboard.press("ControlOrMeta+z")
    race.page.wait_for_timeout(1500)
    race.page.get_by_role("link", name="Sweep", exact=True).click()
    race.page.wait_for_timeout(3000)
    race.page.go_back()
    race.page.wait_for_timeout(4000)
    print('back', now(race)==texts[-2], race.js(LOOK), race.js(DRAWN), flush=True)
    race.page.go_back()
    race.page.wait_for_timeout(1000)
    race.js(PRESS, ["y", False, 4])
    race.page.wait_for_timeout(4000)
    print('redone', now(race)==texts[-1], race.js(LOOK), race.js(DRAWN), flush=True)
    print(race.js("() => Ravine.panels.map(({layers:{picture, curve}}) => [picture, curve].map(({plot, key}) => [plot?.isConnected, !!key, ['Width','Height'].map(side => [plot._fullLayout[side.toLowerCase()], plot[`client${side}`]])]))"), flush=True)
    race.page.screenshot(path='/tmp/undo_r.png')
    race.page.goto(f"{race.address}/?{TWO}"); race.until("() => window.Ravine?.state?.begun"); race.page.wait_for_timeout(1000)
    for part in range(5):
        texts = race.js(WALK, [part + 1, 40])
        back = race.js(PRESS, ["z", False, 40])
        bad = [k for k in range(40) if back[k] != texts[39-k]]
        print(part, 'back bad', bad[:5], [diff(back[k], texts[39-k]) for k in bad[:2]], flush=True)
        race.page.wait_for_timeout(1500)
        a = now(race)
        print('start', a == texts[0] or diff(a, texts[0]), flush=True)
        fwd = race.js(PRESS, ["y", False, 40])
        bad = [k for k in range(40) if fwd[k] != texts[k+1]]
        print('fwd bad', bad[:5], [diff(fwd[k], texts[k+1]) for k in bad[:2]], flush=True)
        race.page.wait_for_timeout(1500)
        a = now(race)
        print('end', a == texts[-1] or diff(a, texts[-1]), flush=True)
        print([n for n in race.js("[...document.querySelectorAll('.notice')].map(n => n.textContent)")])
