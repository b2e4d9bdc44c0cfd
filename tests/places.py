"""The pages besides the race, for checks that look at all of them in one window, without a load."""

GO = """address => {
    history.pushState({}, '', address);
    dispatchEvent(new CustomEvent('_dashprivate_pushstate')); // what Dash listens to
}"""
#: Each page, and what is there once it is drawn.
PAGES = {
    "/lessons": ".lesson-card",
    "/sweep?surface=sphere&sgd=&adam=&rates=0.001,0.1,10&steps=20": "#sweep-table tbody tr",
    "/basins?surface=sphere&sgd=&steps=20": ".basin-shares .share",
    "/ranking": "#ranking-table tbody tr",
    "/networks": "#networks-table tbody tr",
    "/lessons/momentum": "#picture-0 .contourlayer path",
    "/landscape": "#picture-0 .contourlayer path",
}
