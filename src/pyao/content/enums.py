"""The game's own terms, as the numbers that data files, saves and packets share.

Source: 01-protocol §14, 03-world §1–4.
"""

from __future__ import annotations

from enum import Enum, IntEnum, IntFlag


class Heading(IntEnum):
    """The direction in which a character faces."""

    NORTH = 1
    EAST = 2
    SOUTH = 3
    WEST = 4

    dx: int
    """By how many tiles a step goes East; −1 = West."""

    dy: int
    """By how many tiles a step goes South; −1 = North."""

    def __init__(self, number: int) -> None:
        self.dx = (0, 1, 0, -1)[number - 1]
        self.dy = (-1, 0, 1, 0)[number - 1]

    @property
    def opposite(self) -> Heading:
        """The heading straight back."""
        return Heading((self + 1) % 4 + 1)

    @classmethod
    def from_number(cls, number: int) -> Heading | None:
        """The heading that a client means; `None` = none.  Each step asks for it, and `Heading(number)` is slow."""
        return _HEADINGS.get(number)


_HEADINGS = {heading.value: heading for heading in Heading}


class PlayerClass(IntEnum):
    """A character's class."""

    MAGE = 1
    CLERIC = 2
    WARRIOR = 3
    ASSASSIN = 4
    THIEF = 5
    BARD = 6
    DRUID = 7
    BANDIT = 8
    PALADIN = 9
    HUNTER = 10
    WORKER = 11
    PIRAT = 12


class Race(IntEnum):
    """A character's race."""

    HUMAN = 1
    ELF = 2
    DROW = 3
    GNOME = 4
    DWARF = 5


class Gender(IntEnum):
    """A character's gender."""

    MAN = 1
    WOMAN = 2


class City(IntEnum):
    """The home cities."""

    ULLATHORPE = 1
    NIX = 2
    BANDERBILL = 3
    LINDOS = 4
    ARGHAL = 5
    ARKHEIN = 6


class Attribute(IntEnum):
    """The five attributes."""

    FUERZA = 1
    AGILIDAD = 2
    INTELIGENCIA = 3
    CARISMA = 4
    CONSTITUCION = 5


class Skill(IntEnum):
    """The skills that a character can train, in wire order."""

    MAGIA = 1
    ROBAR = 2
    TACTICAS = 3
    ARMAS = 4
    MEDITAR = 5
    APUNALAR = 6
    OCULTARSE = 7
    SUPERVIVENCIA = 8
    TALAR = 9
    COMERCIAR = 10
    DEFENSA = 11
    PESCA = 12
    MINERIA = 13
    CARPINTERIA = 14
    HERRERIA = 15
    LIDERAZGO = 16
    DOMAR = 17
    PROYECTILES = 18
    WRESTLING = 19
    NAVEGACION = 20


FUNDIR_METAL = 88
"""The number that stands for a skill in clicks that smelt or melt."""


class Privilege(IntFlag):
    """Ranks, as bits.  A character has exactly one of `USER` to `ADMIN`; the others come in addition."""

    NONE = 0
    USER = 1
    CONSEJERO = 2
    SEMIDIOS = 4
    DIOS = 8
    ADMIN = 16
    ROLE_MASTER = 32
    CHAOS_COUNCIL = 64
    ROYAL_COUNCIL = 128


GODS = Privilege.DIOS | Privilege.ADMIN
HIGHER_GMS = GODS | Privilege.SEMIDIOS
GM_RANKS = HIGHER_GMS | Privilege.CONSEJERO
"""Groups of ranks, each wider than the one before."""


class ObjectType(IntEnum):
    """What kind of object it is."""

    NONE = 0
    USE_ONCE = 1
    WEAPON = 2
    ARMADURA = 3
    ARBOLES = 4
    GUITA = 5
    PUERTAS = 6
    CONTENEDORES = 7
    CARTELES = 8
    LLAVES = 9
    FOROS = 10
    POCIONES = 11
    LIBROS = 12
    BEBIDAS = 13
    LENA = 14
    FOGATA = 15
    ESCUDO = 16
    CASCO = 17
    ANILLO = 18
    TELEPORT = 19
    MUEBLES = 20
    JOYAS = 21
    YACIMIENTO = 22
    MINERALES = 23
    PERGAMINOS = 24
    AURA = 25
    INSTRUMENTOS = 26
    YUNQUE = 27
    FRAGUA = 28
    GEMAS = 29
    FLORES = 30
    BARCOS = 31
    FLECHAS = 32
    BOTELLA_VACIA = 33
    BOTELLA_LLENA = 34
    MANCHAS = 35
    ARBOL_ELFICO = 36
    MOCHILAS = 37
    YACIMIENTO_PEZ = 38


class Trigger(IntEnum):
    """What is special about a tile for those who stand on it.  Source: 03-world §4."""

    NONE = 0
    BAJO_TECHO = 1
    TECHO = 2
    POS_INVALIDA = 3
    ZONA_SEGURA = 4
    ANTIPIQUETE = 5
    ZONAPELEA = 6


class Terrain(IntEnum):
    """The ground of a map."""

    BOSQUE = 0
    NIEVE = 1
    DESIERTO = 2
    CIUDAD = 3
    CAMPO = 4
    DUNGEON = 5


class MapRestriction(Enum):
    """Who may enter a map; the values are those of the data files."""

    NONE = "NO"
    NEWBIE = "NEWBIE"
    ARMADA = "ARMADA"
    CAOS = "CAOS"
    FACCION = "FACCION"
