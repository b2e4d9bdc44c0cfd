"""Pages as browsers get them, with their content security policy: nothing that they do is refused.

Other checks go round the policy, because what asks a page a question runs as a script of its own there.
"""

import pytest


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        ("/?surface=beale&steps=50&dimensions=3", "#picture-0 .gl-container canvas"),
        ("/sweep?surface=beale&steps=20&sgd=&rates=1e-3,1,9", "#sweep-chart .js-line"),
    ],
)
def test_nothing_is_refused(opened, server, troubles, path, drawn):
    with opened(None, bypass_csp=False) as race:
        policies = []
        race.page.on("response", lambda answer: policies.append(answer.headers.get("content-security-policy", "")))
        race.page.goto(f"{server.address}{path}")
        race.page.locator(drawn).first.wait_for(state="attached")
        race.page.locator("#picture-0 .tracks, #sweep-table td").first.wait_for(state="attached")
        assert "unsafe" not in policies[0].partition("script-src")[2].partition(";")[0]
    assert troubles == []
