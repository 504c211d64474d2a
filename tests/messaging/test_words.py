"""The names of classes, races and genders."""

from __future__ import annotations

from pyao.content.enums import Gender, PlayerClass, Race
from pyao.messaging.words import class_name, gender_name, race_name


def test_names_are_in_the_order_of_the_numbers() -> None:
    assert [class_name(one) for one in PlayerClass] == [
        *("Mago", "Clérigo", "Guerrero", "Asesino", "Ladrón", "Bardo"),
        *("Druida", "Bandido", "Paladín", "Cazador", "Trabajador", "Pirata"),
    ]
    assert [race_name(one) for one in Race] == ["Humano", "Elfo", "Drow", "Gnomo", "Enano"]
    assert [gender_name(one) for one in Gender] == ["Hombre", "Mujer"]


def test_an_unknown_number_is_shown_as_such() -> None:
    assert (class_name(13), race_name(0), gender_name(3)) == ("13", "0", "3")
