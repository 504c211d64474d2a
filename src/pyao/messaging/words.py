"""The names of classes, races, genders, alignments, offers and parties that players read, in the language in use.

An unknown number, as only damaged data have, is shown as it is.  Source: 02-sessions-and-characters "Conventions".
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pyao.content.enums import Gender, PlayerClass, Race
from pyao.messaging.i18n import _
from pyao.protocol.enums import GuildAlignment
from pyao.world.commerce import GOLD_OFFER

if TYPE_CHECKING:
    from collections.abc import Sequence


def alignment_name(alignment: GuildAlignment) -> str:
    """The name of a guild's alignment, as players read it."""
    names = {
        GuildAlignment.ROYAL: _("Real"),
        GuildAlignment.CHAOS: _("Del Mal"),
        GuildAlignment.NEUTRAL: _("Neutral"),
        GuildAlignment.GAME_MASTERS: _("Game Masters"),
        GuildAlignment.LEGAL: _("Legal"),
        GuildAlignment.CRIMINAL: _("Criminal"),
    }
    return names[alignment]


def class_name(player_class: int) -> str:
    """The name of a class."""
    names: dict[int, str] = {
        PlayerClass.MAGE: _("Mago"),
        PlayerClass.CLERIC: _("Clérigo"),
        PlayerClass.WARRIOR: _("Guerrero"),
        PlayerClass.ASSASSIN: _("Asesino"),
        PlayerClass.THIEF: _("Ladrón"),
        PlayerClass.BARD: _("Bardo"),
        PlayerClass.DRUID: _("Druida"),
        PlayerClass.BANDIT: _("Bandido"),
        PlayerClass.PALADIN: _("Paladín"),
        PlayerClass.HUNTER: _("Cazador"),
        PlayerClass.WORKER: _("Trabajador"),
        PlayerClass.PIRAT: _("Pirata"),
    }
    return names.get(player_class, str(player_class))


def race_name(race: int) -> str:
    """The name of a race."""
    names: dict[int, str] = {
        Race.HUMAN: _("Humano"),
        Race.ELF: _("Elfo"),
        Race.DROW: _("Drow"),
        Race.GNOME: _("Gnomo"),
        Race.DWARF: _("Enano"),
    }
    return names.get(race, str(race))


def gender_name(gender: int) -> str:
    """The word for man or woman."""
    names: dict[int, str] = {Gender.MAN: _("Hombre"), Gender.WOMAN: _("Mujer")}
    return names.get(gender, str(gender))


def party_line(members: Sequence[str], total_exp: int) -> str:
    """Who is in a party, with what each has earned, and what all have won together.  Source: 11-social §4.1."""
    return _("{members}. Experiencia total: {total}.").format(members=", ".join(members), total=total_exp)


def offer_line(offer_slot: int, name: str, amount: int) -> str:
    """The line that tells a side of a trade what an offer slot now contains.  Source: 09-economy §5.10."""
    if not amount:
        return _("Lugar {slot} de la oferta: retirado.").format(slot=offer_slot)
    sentence = _("Lugar {slot} de la oferta: {name}, {amount}.")
    return sentence.format(slot=offer_slot, name=offered_name(offer_slot, name), amount=amount)


def offered_name(offer_slot: int, name: str) -> str:
    """The name of what is in an offer slot: the object's, or that of gold in the slot for gold."""
    return _("oro") if offer_slot == GOLD_OFFER else name


def folded(word: str) -> str:
    """A word without regard to case and accents: ñ = n, á = a."""
    apart = unicodedata.normalize("NFD", word.upper())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
