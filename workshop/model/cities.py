"""Which cities a tour is to visit, and in what order."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationInfo, field_validator, model_validator

from workshop.model.base import Id, Value


class CityWishes(Value):
    """Cities that must be visited, and cities that may be if they pay."""

    must: tuple[Id, ...] = ()
    may: tuple[Id, ...] = ()
    order: tuple[Id, ...] = ()
    """Those of them that are visited in this sequence; the others come anywhere."""

    @field_validator("order")
    @classmethod
    def _of_the_cities(cls, order: tuple[Id, ...], info: ValidationInfo) -> tuple[Id, ...]:
        named = (*info.data.get("must", ()), *info.data.get("may", ()))
        for city in order:
            if order.count(city) > 1:
                raise ValueError(f"{city} is named twice; a city is visited once")
            if named and city not in named:
                raise ValueError(f"{city} is in neither must nor may; add it there or take it out")
        return order

    @model_validator(mode="after")
    def _some_and_distinct(self) -> CityWishes:
        named = self.must + self.may
        if not named:
            raise ValueError("name at least one city")
        if len(set(named)) != len(named):
            raise ValueError("a city is named twice")
        return self

    def kept_by(self, route: Iterable[str]) -> bool:
        """Tell whether the cities of a route come in the order that is wished for."""
        route = tuple(dict.fromkeys(route))
        return route == self.arranged(route)

    def arranged(self, cities: Iterable[str]) -> tuple[str, ...]:
        """Return cities, those of the order in its sequence and all others where they are."""
        cities = tuple(cities)
        named = iter([city for city in self.order if city in cities])
        return tuple(next(named) if city in self.order else city for city in cities)

    def among(self, must: Iterable[str], may: Iterable[str] = ()) -> CityWishes:
        """Return other cities; the order is what it says of them."""
        must, may = tuple(must), tuple(may)
        order = tuple(city for city in self.order if city in must + may)
        return CityWishes.model_construct(must=must, may=may, order=order)

    def along(self, route: tuple[str, ...]) -> CityWishes:
        """Return the cities of a route, in the order wished for unless it goes another way."""
        return self.among(route) if self.kept_by(route) else CityWishes(must=route)
