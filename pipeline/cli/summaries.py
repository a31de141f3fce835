"""One line a command, here so that `retrograde --help` imports none of them."""

SUMMARIES = {
    "init": "make retrograde.toml and the store; --demo loads invented posts",
    "collect": "ask platforms for what is public, and keep it",
    "import": "read files of posts into the store",
    "remap": "read again what could not be read, after an update",
    "extract": "posts to mentions of claims",
    "match": "claims against evidence, to verdicts",
    "publish": "freeze a release",
    "run": "collect where switched on, extract, match and publish in order",
    "runs": "the run ledger",
    "purge": "remove posts for good, earlier releases included",
    "claims": "read claims from a file of posts, without a store",
    "check": "a sentence in, verdicts out",
    "topic": "list, show and check topics, start a new one",
    "evidence": "check, list and show the study library, find papers for it",
    "patterns": "test the claim patterns, explain how a text is read",
    "review": "what needs a person, and what persons decided",
    "corrections": "check and list what was said wrong, and what is said now",
    "export": "tables of a release, for others to rerun and cite",
    "dashboard": "open the dashboard on the newest release",
    "doctor": "versions, store, evidence and settings at a glance",
}
