"""What is taught, in which order, and what must or must not be in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.model.lecture import Module
from workshop.rules.found import Found, error
from workshop.rules.plan import Plan
from workshop.rules.step import Step, gap
from workshop.rules.words import clock_words, day_words, weekday_words


def teach_first(plan: Plan) -> Iterator[Found]:
    """The module that teaches a host's leading framework ends before the visit starts."""
    for visit in plan.visits:
        host = plan.catalogue.host.get(visit.ref or "")
        leading = plan.catalogue.framework.get(host.frameworks[0]) if host else None
        if leading is None:
            continue
        lecture = plan.taught.get(leading.module)
        if lecture is not None and gap(lecture, visit) >= 0:
            continue
        name, module = plan.name(visit), plan.module_name(leading.module)
        when = f"is taught only after it, on {_moment(lecture)}" if lecture else "is not taught"
        yield error(
            f"{name} on {_moment(visit)} shows {leading.name}, but {module} {when}",
            *((lecture, visit) if lecture else (visit,)),
            fix=f"teach {module} before {clock_words(visit.start)} on {weekday_words(visit.date)}"
            + (", or visit later" if lecture else ", or leave the visit out"),
        )


def prerequisite(plan: Plan) -> Iterator[Found]:
    """A module comes after those it builds on; the capstone frames the visits."""
    for step in plan.lectures:
        module = plan.catalogue.module.get(step.ref or "")
        if module is None or (module.capstone and step.block.form == "short"):
            continue
        for need in module.needs:
            yield from _builds_on(plan, step, need)
    for module in plan.catalogue.modules:
        if module.capstone:
            yield from _frame_of(plan, module)


def _builds_on(plan: Plan, step: Step, need: str) -> Iterator[Found]:
    earlier = plan.taught.get(need)
    if earlier is not None and gap(earlier, step) >= 0:
        return
    needed = plan.module_name(need)
    when = f"comes only on {_moment(earlier)}" if earlier else "is not taught"
    yield error(
        f"{plan.name(step)} on {_moment(step)} builds on {needed}, which {when}",
        *((step, earlier) if earlier else (step,)),
        fix=f"teach {needed} before it",
    )


def _frame_of(plan: Plan, module: Module) -> Iterator[Found]:
    taught = [step for step in plan.lectures if step.ref == module.id]
    name = plan.module_name(module.id)
    first, last = plan.visits[:1], plan.visits[-1:]
    if not taught:
        return
    for form, when in (("short", "before the first visit"), ("full", "after the last visit")):
        steps = [step for step in taught if step.block.form == form]
        if not steps:
            yield error(
                f"{name} has no {form} form in the plan; it belongs {when}",
                *taught[:1],
                fix=f"teach its {form} form {when}, or leave the module out",
            )
    for step in taught:
        if step.block.form == "short" and first and gap(step, first[0]) < 0:
            yield error(
                f"The short form of {name} is on {_moment(step)}, but the first visit, "
                f"{plan.name(first[0])}, starts on {_moment(first[0])}",
                step,
                first[0],
                fix="teach it before the first visit",
            )
        if step.block.form == "full" and last and gap(last[0], step) < 0:
            yield error(
                f"The full form of {name} is on {_moment(step)}, before the last visit, "
                f"{plan.name(last[0])}, is over",
                step,
                last[0],
                fix="teach it after the last visit",
            )
    shorts = [step for step in taught if step.block.form == "short"]
    fulls = [step for step in taught if step.block.form == "full"]
    if shorts and fulls and not first and gap(shorts[0], fulls[0]) < 0:
        yield error(
            f"The full form of {name} comes before its short form",
            fulls[0],
            shorts[0],
            fix="teach the short form first",
        )


def once(plan: Plan) -> Iterator[Found]:
    """Nothing twice; every must is there, and nothing that must not be."""
    yield from _unknown_modules(plan)
    yield from _twice(plan)
    yield from _missing(plan)
    yield from _unwanted(plan)


def _unknown_modules(plan: Plan) -> Iterator[Found]:
    for step in plan.lectures:
        if step.ref not in plan.catalogue.module:
            name = plan.name(step)
            yield error(
                f"{name} is not a module of the catalogue" if step.ref else f"There is {name}",
                step,
                fix="use a module of the catalogue, or add it there",
            )


def _twice(plan: Plan) -> Iterator[Found]:
    seen: dict[tuple[str, ...], Step] = {}
    ids: dict[str, Step] = {}
    for step in plan.steps:
        earlier = ids.setdefault(step.block.id, step)
        if earlier is not step:
            yield error(
                f"{plan.opening(step)} on {_moment(step)} and {plan.name(earlier)} on "
                f"{_moment(earlier)} have the same block id {step.block.id}",
                step,
                fix="give one of them another id",
            )
        if step.kind not in ("training", "visit", "leisure") or not step.ref:
            continue
        module = plan.catalogue.module.get(step.ref) if step.kind == "training" else None
        form = (step.block.form or "",) if module is not None and module.capstone else ()
        earlier = seen.setdefault((step.kind, step.ref, *form), step)
        if earlier is not step:
            yield error(
                f"{plan.name(step)} is in the plan twice: on {_moment(earlier)} and on "
                f"{_moment(step)}",
                earlier,
                step,
                fix="keep one of them",
            )


def _missing(plan: Plan) -> Iterator[Found]:
    taught = {step.ref for step in plan.lectures}
    visited = {step.ref for step in plan.visits}
    enjoyed = {step.ref for step in plan.of("leisure")}
    names = [
        *(
            plan.module_name(wish.id)
            for wish in plan.brief.modules
            if wish.wish == "must" and wish.id not in taught
        ),
        *(
            plan.site_name(wish.id)
            for wish in plan.brief.hosts
            if wish.wish == "must" and wish.status != "confirmed" and wish.id not in visited
        ),
        *(plan.site_name(item) for item in plan.brief.leisure.must if item not in enjoyed),
    ]
    for name in names:
        yield error(
            f"{name} is a must of the brief and is not in the agenda",
            fix="put it in, or make it a wish",
        )


def _unwanted(plan: Plan) -> Iterator[Found]:
    modules = {wish.id: wish for wish in plan.brief.modules}
    hosts = {wish.id: wish for wish in plan.brief.hosts}
    for step in plan.steps:
        ref = step.ref or ""
        if step.kind == "training" and ref in modules:
            never = modules[ref].wish == "never"
            yield from _form(plan, step, modules[ref].form)
        elif step.kind == "visit" and ref in hosts:
            never = hosts[ref].wish == "never" and hosts[ref].status != "declined"
        else:
            never = step.kind == "leisure" and ref in plan.brief.leisure.never
        if never:
            yield error(
                f"{plan.name(step)} is a never of the brief and is in the agenda",
                step,
                fix="take it out, or change the brief",
            )


def _form(plan: Plan, step: Step, wanted: str) -> Iterator[Found]:
    module = plan.catalogue.module.get(step.ref or "")
    if module is None or module.capstone or wanted == "either" or step.block.form is None:
        return
    if step.block.form != wanted:
        yield error(
            f"The brief wants {plan.name(step)} in its {wanted} form; the agenda has the "
            f"{step.block.form} form",
            step,
            fix=f"teach the {wanted} form",
        )


def _moment(step: Step) -> str:
    return f"{day_words(step.date)} {clock_words(step.start)}"
