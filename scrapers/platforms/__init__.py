"""Platforms, one module each; being here is all it takes to be found.

A module holds `CARD`, a card of facts, and five pure functions (see scrapers/platform.py). They do
not wait, send, read a clock or the environment, and keep nothing: all they know is in their
arguments. The model is mastodon.py.

`first_requests(plan)` cuts the plan into parts: what stands, falls and is asked for page by page on
its own, e.g. one tag on one server in one slice of time. Two parts never share a name.

`read_page(plan, request, answer)` tells by `request.purpose` what was asked. It looks for trouble
first (`usual_trouble` of scrapers/answers.py knows the common ways to say no; what the platform
means by its own codes it tells itself), then reads the items (`readings` redacts, hashes and sets
aside what does not map) and names the next requests: the next page, a page of comments for each
post. Requests, records, quota and the place in the part are kept in one transaction by the caller,
so a request must hold all it takes to go on from it after a crash, in another process.

`read_item(item, received)` maps one item, raises Unmapped with the path that broke, or Unwanted
with the reason for leaving it out; it must do so from the item alone, for items kept in the store
are read again after a fix. An item that the platform or its author does not want to be public is
unwanted. A counter that is not shown is None, an id is text, a time is aware UTC.

`sign_in(plan)` is the request that brings a token, None where there is none to bring; its page
carries the token in `secrets`, under the name by which other requests ask for it. Secrets are never
in a request: `${NAME}` in a header or the body, and the name in `request.secrets`. A token that has
run out is the outcome SIGN_IN: the caller asks for a new one and then the same once more.

`recheck(plan, ids)` asks whether posts still stand, as many in one request as the platform takes;
its pages name in `gone` the keys of those that do not.

Redirects on one server are followed by the caller; one to another server comes back as it is. A
refusal, a challenge, a spent quota are outcomes with a reason in words, which a reader of the ledger
sees. What looks empty and is not an answer must never pass for an empty page, nor for a deletion.

Where the platform counts quota, the card has a bucket of that name, and a request or a page says
what it costs. The addresses come from `plan.servers`, so that a test can put a server of its own
there. What proves it: tests/scrapers/platforms/test_every_platform.py, one contract for all, and a
test of the module on answers invented in the platform's shape.
"""
