"""What objects are.

Source: 06-items §1.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.content.enums import ObjectType as T
from pyao.content.enums import PlayerClass
from pyao.content.keys import BYTE, LONG, key, made

_HITS = (T.WEAPON, T.ANILLO, T.BARCOS, T.FLECHAS)
_WORN = (T.WEAPON, T.ESCUDO, T.CASCO)
_FORGED = (T.WEAPON, T.ARMADURA, T.ESCUDO, T.CASCO, T.ANILLO)
_FACTION = (T.WEAPON, T.ARMADURA, T.ESCUDO, T.CASCO, T.INSTRUMENTOS)
_PARTS_OF_MAPS = frozenset((T.ARBOLES, T.CARTELES, T.FOROS, T.YACIMIENTO))
_VARIANTS = (T.PUERTAS, T.BOTELLA_VACIA, T.BOTELLA_LLENA)


@dataclass(frozen=True, slots=True)
class ItemDef:
    """One kind of object.  A value of 0, or an empty one, means that it has no such property.

    `effect_ticks` is in ticks of 40 ms, `radius` in tiles.
    """

    id: int
    name: str = key("Name", "")
    grh: int = key("GrhIndex")
    type: T = key("ObjType", T.NONE)
    newbie: bool = key("Newbie", default=False)
    fixed: bool = key("Agarrable", default=False)
    """Cannot be picked up: the data's `Agarrable=1` says the opposite of its name."""
    value: int = key("Valor", limits=LONG)
    crucial: bool = key("Crucial", default=False)
    logged: bool = key("Log", default=False)
    not_logged: bool = key("NoLog", default=False)
    never_falls: bool = key("NoSeCae", default=False)
    undroppable: bool = key("NoSeTira", default=False)
    unstealable: bool = key("NoRobable", default=False)
    unsellable: bool = key("NoComerciable", default=False)
    untransferable: bool = key("Intransferible", default=False)
    women_only: bool = key("Mujer", default=False)
    men_only: bool = key("Hombre", default=False)
    small_races_only: bool = key("RazaEnana", default=False)
    drow_only: bool = key("RazaDrow", default=False)
    forbidden_classes: frozenset[PlayerClass] = made(factory=frozenset)
    """From the keys CP1 to CP12, which only count if there is a CP1."""
    min_def: int = key("MINDEF")
    max_def: int = key("MAXDEF")
    min_magic_def: int = key("DefensaMagicaMin")
    max_magic_def: int = key("DefensaMagicaMax")
    clothing: int = key("NumRopaje")
    spell: int = key("HechizoIndex")
    ingot: int = key("LingoteIndex")
    ore: int = key("MineralIndex")
    min_hp: int = key("MinHP")
    max_hp: int = key("MaxHP")
    stamina: int = key("MinST")
    food: int = key("MinHam")
    water: int = key("MinAgu")
    closed: bool = key("abierta", default=False)
    """A closed door: the data's `abierta=1` says the opposite of its name."""
    locked: bool = made(default=False)
    """From `Llave`, which only counts on a closed door."""
    lock_code: int = key("Clave")
    text: str = key("Texto", "")
    big_picture: int = key("VGrande")
    forum: str = key("ID", "")
    stabs_wildly: bool = key("Acuchilla", default=False)
    glove: bool = key("Guante", default=False)
    carpentry: int = key("SkCarpinteria")
    wood: int = made(default=0)
    """How much firewood it takes; 0 unless carpenters make it."""
    elven_wood: int = key("MaderaElfica")
    stops_paralysis: bool = key("ImpideParalizar", default=False)
    stops_immobilising: bool = key("ImpideInmobilizar", default=False)
    stops_dumbness: bool = key("ImpideAturdir", default=False)
    stops_blindness: bool = key("ImpideCegar", default=False)
    upgrade: int = key("Upgrade")
    animation: int = key("Anim", types=_WORN)
    small_race_animation: int = key("RazaEnanaAnim", types=(T.WEAPON,))
    stabs: bool = key("Apuñala", default=False, types=(T.WEAPON,))
    poisons: bool = key("Envenena", default=False, types=(T.WEAPON, T.FLECHAS))
    paralyses: bool = key("Paraliza", default=False, types=(T.FLECHAS,))
    ranged: bool = key("Proyectil", default=False, types=(T.WEAPON,))
    needs_ammunition: bool = key("Municiones", default=False, types=(T.WEAPON,))
    staff_power: int = key("StaffPower", types=(T.WEAPON,))
    staff_damage_bonus: int = key("StaffDamageBonus", types=(T.WEAPON,))
    reinforcement: int = key("Refuerzo", types=(T.WEAPON,))
    min_hit: int = key("MinHIT", types=_HITS)
    max_hit: int = key("MaxHIT", types=_HITS)
    iron: int = key("LingH", types=_FORGED)
    silver: int = key("LingP", types=_FORGED)
    gold: int = key("LingO", types=_FORGED)
    smithing: int = key("SkHerreria", types=_FORGED)
    royal: int = key("Real", types=_FACTION)
    """1 = only members of the Royal Army may wear it; any other number does not restrict it."""
    chaos: int = key("Caos", types=_FACTION)
    """Like `royal`, for the Dark Legion."""
    sound: int = key("SND1", types=(T.INSTRUMENTOS,), limits=BYTE)
    min_skill: int = key("MinSkill", types=(T.MINERALES, T.BARCOS))
    open_variant: int = key("IndexAbierta", types=_VARIANTS)
    closed_variant: int = key("IndexCerrada", types=_VARIANTS)
    locked_variant: int = key("IndexCerradaLlave", types=_VARIANTS)
    potion: int = key("TipoPocion", types=(T.POCIONES,))
    min_effect: int = key("MinModificador", types=(T.POCIONES,))
    max_effect: int = key("MaxModificador", types=(T.POCIONES,))
    effect_ticks: int = key("DuracionEfecto", types=(T.POCIONES,))
    radius: int = key("Radio", types=(T.TELEPORT,))
    backpack_type: int = key("MochilaType", types=(T.MOCHILAS,))

    @property
    def falls(self) -> bool:
        """Whether players drop it when they die; only such objects may lie in a backpack.  Source: 06-items §11."""
        return not (self.never_falls or self.untransferable or self.type in (T.LLAVES, T.BARCOS))

    @property
    def is_part_of_the_map(self) -> bool:
        """Whether it is drawn as part of the map, so that clients are never told of it.  Source: 03-world §3."""
        return self.type in _PARTS_OF_MAPS
