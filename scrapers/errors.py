"""What this package raises when a person can mend the cause."""


class SourceError(Exception):
    """`problem` names file, place and value; `fix` is a command or an edit."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
