"""Reading the balance, the cities and the smaller lists from their data files.

Source: 04-combat §4, 07-work §6, 08-npcs §1.4 and §12.1, 09-economy §6.2, 11-social §5.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyao.content.balance import AttributeChange, Balance
from pyao.content.casino import CasinoTotals
from pyao.content.enums import City, PlayerClass, Race
from pyao.content.factions import Armours, FactionArmours
from pyao.content.keys import BYTE, SHORT
from pyao.content.polls import Poll
from pyao.content.praetorians import Praetorian, PraetorianRole

if TYPE_CHECKING:
    from pyao.content.balance import ClassFactors
    from pyao.content.content import Place
    from pyao.storage.classic.ini import Ini, Section

CLASS_NAMES = {
    "Mago": PlayerClass.MAGE,
    "Clerigo": PlayerClass.CLERIC,
    "Guerrero": PlayerClass.WARRIOR,
    "Asesino": PlayerClass.ASSASSIN,
    "Ladron": PlayerClass.THIEF,
    "Bardo": PlayerClass.BARD,
    "Druida": PlayerClass.DRUID,
    "Bandido": PlayerClass.BANDIT,
    "Paladin": PlayerClass.PALADIN,
    "Cazador": PlayerClass.HUNTER,
    "Trabajador": PlayerClass.WORKER,
    "Pirata": PlayerClass.PIRAT,
}
RACE_NAMES = {
    "Humano": Race.HUMAN,
    "Elfo": Race.ELF,
    "Drow": Race.DROW,
    "Gnomo": Race.GNOME,
    "Enano": Race.DWARF,
}
CITY_NAMES = {
    "Ullathorpe": City.ULLATHORPE,
    "Nix": City.NIX,
    "Banderbill": City.BANDERBILL,
    "Lindos": City.LINDOS,
    "Arghal": City.ARGHAL,
    "Arkhein": City.ARKHEIN,
}
CLASS_TABLES = {
    "evasion": ("MODEVASION", "no blow is ever evaded"),
    "weapon_attack": ("MODATAQUEARMAS", "blows with weapons hardly ever hit"),
    "ranged_attack": ("MODATAQUEPROYECTILES", "shots hardly ever hit"),
    "wrestling_attack": ("MODATAQUEWRESTLING", "blows with bare hands hardly ever hit"),
    "weapon_damage": ("MODDAÑOARMAS", "blows with weapons do no damage"),
    "ranged_damage": ("MODDAÑOPROYECTILES", "shots do no damage"),
    "wrestling_damage": ("MODDAÑOWRESTLING", "blows with bare hands do no damage"),
    "shield": ("MODESCUDO", "shields block nothing"),
    "life": ("MODVIDA", "a new level gives hardly any HP"),
}
"""The sections of Balance.dat with a factor for each class, by field of `Balance`, and what is wrong without them."""
DEFENCES = ("Min", "Med", "Alta")
ARMOUR_KEYS = {
    "royal_tall": "ArmyAlto",
    "royal_short": "ArmyBajo",
    "chaos_tall": "CaosAlto",
    "chaos_short": "CaosBajo",
}
"""Endings of the faction armours' keys, by field of `FactionArmours`; keys begin with `Def` and the defence."""
START_CITY = "Nemahuak"

MAX_RECIPES, MAX_LINES, MAX_SPAWNS, MAX_ROLE, REWARDS = 1_000, 1_000, 1_000, 100, 15

ATTRIBUTES = ("Fuerza", "Agilidad", "Inteligencia", "Carisma", "Constitucion")


def read_balance(ini: Ini) -> Balance:
    """Balance.dat; a factor that is missing is 0, as in the original, and an error, since the game is spoilt."""
    races, extra, party = ini.section("MODRAZA"), ini.section("EXTRA"), ini.section("PARTY")
    rewards = ini.section("RECOMPENSAFACCION")
    shipped = Balance()
    factors: dict[str, Any] = {name: _factors(ini, *table) for name, table in CLASS_TABLES.items()}
    balance = Balance(
        race_attributes={race: _attributes(races, name) for name, race in RACE_NAMES.items()},
        **factors,
        whole_distribution=_distribution(ini, "E", shipped.whole_distribution),
        half_distribution=_distribution(ini, "S", shipped.half_distribution),
        mana_recovery_pct=extra.number("PorcentajeRecuperoMana", (0, 100)),
        party_level_exponent=party.real("ExponenteNivelParty", shipped.party_level_exponent),
        faction_rewards=tuple(rewards.number(f"Rango{k}") for k in range(1, REWARDS + 1)),
    )
    extra.wants("PorcentajeRecuperoMana")
    party.wants("ExponenteNivelParty")
    rewards.wants(*(f"Rango{k}" for k in range(1, REWARDS + 1)))
    ini.note_unused()
    return balance


def _factors(ini: Ini, name: str, broken: str) -> ClassFactors:
    section = ini.section(name)
    section.wants(*CLASS_NAMES, broken=broken)
    return {number: section.real(key) for key, number in CLASS_NAMES.items()}


def _attributes(section: Section, race: str) -> AttributeChange:
    keys = [race + attribute for attribute in ATTRIBUTES]
    section.wants(*keys, broken=f"the race {race} changes nothing")
    return AttributeChange(*(section.number(key, SHORT) for key in keys))


def _distribution(ini: Ini, letter: str, shipped: tuple[int, ...]) -> tuple[int, ...]:
    """The percentages of the HP gains; the shipped ones, with a finding, if they don't add up to 100."""
    section = ini.section("DISTRIBUCION")
    shares = tuple(section.number(f"{letter}{k}", (0, 100)) for k in range(1, len(shipped) + 1))
    if sum(shares) == 100:
        return shares
    section.warn(f"{letter}1", f"the shares {letter}1 to {letter}{len(shares)} are not 100 together; {shipped} is used")
    return shipped


def read_cities(ini: Ini, start: Place) -> tuple[dict[City, Place], Place]:
    """Ciudades.Dat: the home cities, and where the game begins; `start` for what it does not give."""
    start = _place(ini, START_CITY, start)
    cities = {city: _place(ini, name, start) for name, city in CITY_NAMES.items()}
    ini.note_unused()
    return cities, start


def _place(ini: Ini, name: str, otherwise: Place) -> Place:
    section = ini.section(name)
    section.wants("MAPA", "X", "Y")
    place = section.number("MAPA", SHORT), section.number("X", SHORT), section.number("Y", SHORT)
    return place if place[0] else otherwise


def read_indexes(ini: Ini, prefix: str, count: str) -> tuple[int, ...]:
    """What smiths or carpenters can make: `[<prefix>1] Index=` and so on, as many as `[INIT]` announces."""
    numbers = range(1, ini.section("INIT").count(count, MAX_RECIPES) + 1)
    sections = [ini.section(f"{prefix}{k}") for k in numbers]
    for section in sections:
        section.wants("Index")
    indexes = tuple(number for section in sections if (number := section.number("Index", SHORT)))
    ini.note_unused()
    return indexes


def read_lines(ini: Ini, section: str) -> tuple[str, ...]:
    """Numbered lines, as of the message of the day or the help; `[INIT] NumLines` gives their number."""
    lines = ini.section(section)
    numbers = range(1, ini.section("INIT").count("NumLines", MAX_LINES) + 1)
    texts = tuple(lines.text(f"Line{k}") for k in numbers)
    lines.wants(*(f"Line{k}" for k in numbers))
    ini.note_unused()
    return texts


def read_spawn_list(ini: Ini) -> tuple[tuple[int, str], ...]:
    """Invokar.dat: NPC number and label of each creature that GMs can summon from the list."""
    entries = ini.section("LIST")
    numbers = range(1, ini.section("INIT").count("NumNPCs", MAX_SPAWNS) + 1)
    entries.wants(*(f"NI{k}" for k in numbers))
    spawns = tuple((entries.number(f"NI{k}", SHORT), entries.text(f"NN{k}")) for k in numbers)
    ini.note_unused()
    return spawns


def read_praetorians(ini: Ini) -> dict[PraetorianRole, tuple[Praetorian, ...]]:
    """Pretorianos.dat: the tall and short NPCs of each role, in pairs."""
    roles: dict[PraetorianRole, tuple[Praetorian, ...]] = {}
    for role in PraetorianRole:
        section = ini.section(role.value)
        pairs = range(1, section.count("Cantidad", MAX_ROLE) + 1)
        section.wants("Cantidad", *(f"{height}{k}" for k in pairs for height in ("Alto", "Bajo")))
        roles[role] = tuple(
            Praetorian(npc, tall=height == "Alto")
            for k in pairs
            for height in ("Alto", "Bajo")
            if (npc := section.number(f"{height}{k}", SHORT))
        )
    ini.section("MAIN")
    ini.note_unused("Combinaciones")
    return roles


def read_faction_armours(ini: Ini) -> dict[PlayerClass, FactionArmours]:
    """ArmadurasFaccionarias.dat: the armours that both armies give to each class."""
    armours = {one: _faction_armours(ini.section(f"CLASE{one.value}")) for one in PlayerClass}
    ini.note_unused()
    return armours


def _faction_armours(section: Section) -> FactionArmours:
    def three(tail: str) -> Armours:
        keys = [f"Def{defence}{tail}" for defence in DEFENCES]
        section.wants(*keys)
        low, medium, high = (section.number(key, SHORT) for key in keys)
        return low, medium, high

    return FactionArmours(**{name: three(tail) for name, tail in ARMOUR_KEYS.items()})


def read_casino(ini: Ini) -> CasinoTotals:
    """apuestas.dat: what the casino has won and lost so far."""
    section = ini.section("Main")
    totals = CasinoTotals(section.number("Ganancias"), section.number("Perdidas"), section.number("Jugadas"))
    ini.note_unused()
    return totals


def read_poll(ini: Ini) -> Poll | None:
    """consultas.dat: the poll that is open, with its votes so far; `None` = none is.  Source: 11-social §8."""
    init = ini.section("INIT")
    number = init.number("ConsultaActual", SHORT)
    question, level = init.text("ConsultaActualTexto").strip(), init.number("NivelRequerido", BYTE)
    poll, votes = ini.section(f"ENCUESTA{number}"), ini.section(f"RESULTADOS{number}")
    places = range(1, poll.number("CantOpciones", BYTE) + 1)
    options = tuple(poll.text(f"Opcion{place}").strip() for place in places)
    counted = tuple(max(0, votes.number(f"V{place}")) for place in places)
    ini.note_unused()
    return Poll(number, question, options, max(1, level), counted) if number > 0 and options else None
